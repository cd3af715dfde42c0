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
import io.perdura.orchestration.TaskActivityContext;
import java.lang.reflect.Type;
import java.time.Clock;

/** Runs activity functions and makes events of how they end. */
final class Activities {

  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final Clock clock;

  Activities(FunctionRegistry functions, DataConverter converter, Clock clock) {
    this.functions = functions;
    this.converter = converter;
    this.clock = clock;
  }

  private record Context(String name, String instanceId, String input, DataConverter converter)
      implements TaskActivityContext {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getInstanceId() {
      return instanceId;
    }

    @Override
    public <T> T getInput(Class<T> targetType) {
      return converter.deserialize(input, targetType);
    }

    @Override
    public <T> T getInput(Type targetType) {
      return converter.deserialize(input, targetType);
    }
  }

  /**
   * Calls the activity; whatever its code throws becomes a TaskFailed.
   *
   * @return TaskCompleted or TaskFailed, or ExecutionParked when there is no such function
   */
  HistoryEvent run(String instanceId, TaskScheduled task) {
    try {
      TaskActivity activity = functions.newActivity(task.name()).orElse(null);
      if (activity == null) {
        return new ExecutionParked(
            clock.instant(), "No activity function named '%s' is deployed".formatted(task.name()));
      }
      Object result = activity.run(new Context(task.name(), instanceId, task.input(), converter));
      return new TaskCompleted(clock.instant(), task.eventId(), converter.serialize(result));
    } catch (Throwable e) {
      return new TaskFailed(clock.instant(), task.eventId(), FailureDetails.of(e));
    }
  }
}
