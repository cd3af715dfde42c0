package io.perdura.dispatcher;

import io.perdura.history.ExecutionParked;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.TaskActivity;
import io.perdura.taskhub.QueuedTask;
import java.time.Clock;
import java.util.function.LongPredicate;

/** Runs activity functions and makes events of how they end. */
final class Activities {

  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final LongPredicate isLive;
  private final Clock clock;

  /**
   * @param isLive whether the run with this key is there and has not ended
   */
  Activities(
      FunctionRegistry functions, DataConverter converter, LongPredicate isLive, Clock clock) {
    this.functions = functions;
    this.converter = converter;
    this.isLive = isLive;
    this.clock = clock;
  }

  /**
   * Calls the activity; whatever its code throws becomes a TaskFailed.
   *
   * @return TaskCompleted or TaskFailed, or ExecutionParked when there is no such function
   */
  HistoryEvent run(QueuedTask call) {
    TaskScheduled task = call.task();
    try {
      TaskActivity activity = functions.newActivity(task.name()).orElse(null);
      if (activity == null) {
        return new ExecutionParked(
            clock.instant(),
            "No activity function named '%s' is deployed".formatted(task.name()),
            task.eventId());
      }
      Object result = activity.run(new ActivityContext(call, converter, isLive));
      return new TaskCompleted(clock.instant(), task.eventId(), converter.serialize(result));
    } catch (Throwable e) {
      return new TaskFailed(clock.instant(), task.eventId(), FailureDetails.of(e));
    }
  }
}
