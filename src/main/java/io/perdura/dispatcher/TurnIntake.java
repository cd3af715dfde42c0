package io.perdura.dispatcher;

import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TimerRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The events of a coming turn, gathered from deliveries; results that history holds are left out.
 */
final class TurnIntake {

  private final ActiveInstance instance;
  private final Instant now;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<TimerRow> firedTimers = new ArrayList<>();
  private final List<Long> inboxSequences = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<Integer> endedTasks = new HashSet<>();
  private final List<QueuedTask> endedQueuedTasks = new ArrayList<>();
  private ExecutionTerminated terminated;
  private OrchestrationRuntimeStatus status;
  private boolean started;

  TurnIntake(ActiveInstance instance, Instant now) {
    this.instance = instance;
    this.now = now;
    this.status = instance.row().status();
    this.started = instance.hasStarted();
    events.add(new OrchestratorStarted(now));
  }

  void take(Delivery delivery) {
    if (delivery instanceof Delivery.Start start) {
      add(delivery, new ExecutionStarted(now, start.request().name(), start.request().input()));
    } else if (delivery instanceof Delivery.Direct direct) {
      add(delivery, direct.event());
    } else if (delivery instanceof Delivery.FromInbox fromInbox) {
      takeMessage(fromInbox);
    } else if (delivery instanceof Delivery.TaskEnded ended) {
      takeResult(ended, ended.taskId(), ended.event());
    } else if (delivery instanceof Delivery.QueuedTaskEnded ended) {
      takeQueuedTask(ended);
    } else if (delivery instanceof Delivery.TimerDue due) {
      takeTimer(due);
    }
  }

  private void takeMessage(Delivery.FromInbox fromInbox) {
    inboxSequences.add(fromInbox.message().sequence());
    HistoryEvent event = fromInbox.message().event();
    if (event instanceof TaskCompleted completed) {
      takeResult(fromInbox, completed.taskScheduledId(), event);
    } else if (event instanceof TaskFailed failed) {
      takeResult(fromInbox, failed.taskScheduledId(), event);
    } else {
      add(fromInbox, event);
    }
  }

  private void takeQueuedTask(Delivery.QueuedTaskEnded ended) {
    if (takeResult(ended, ended.task().task().eventId(), ended.event())) {
      endedQueuedTasks.add(ended.task());
    }
  }

  private boolean takeResult(Delivery delivery, int taskId, HistoryEvent event) {
    boolean fresh = instance.isOpenTask(taskId) && endedTasks.add(taskId);
    if (fresh) {
      add(delivery, event);
    }
    return fresh;
  }

  private void takeTimer(Delivery.TimerDue due) {
    TimerRow timer = due.timer();
    if (instance.isOpenTimer(timer.timerId()) && !firedTimers.contains(timer)) {
      firedTimers.add(timer);
      add(due, new TimerFired(now, timer.timerId(), timer.fireAt()));
    }
  }

  private void add(Delivery delivery, HistoryEvent event) {
    deliveries.add(delivery);
    if (changesNothing(event)) {
      return;
    }
    events.add(event);
    if (event instanceof ExecutionTerminated termination) {
      terminated = termination;
    } else if (event instanceof ExecutionStarted) {
      started = true;
    }
    status = statusAfter(event);
  }

  /** Suspending a suspended instance, or resuming one that is not (contract, section 11). */
  private boolean changesNothing(HistoryEvent event) {
    boolean suspended = status == OrchestrationRuntimeStatus.SUSPENDED;
    return event instanceof ExecutionSuspended && suspended
        || event instanceof ExecutionResumed && !suspended;
  }

  private OrchestrationRuntimeStatus statusAfter(HistoryEvent event) {
    if (event instanceof ExecutionSuspended) {
      return OrchestrationRuntimeStatus.SUSPENDED;
    }
    boolean goesOn =
        event instanceof ExecutionResumed
            || event instanceof ExecutionRewound
            || event instanceof ExecutionStarted && status != OrchestrationRuntimeStatus.SUSPENDED;
    if (!goesOn) {
      return status;
    }
    return started ? OrchestrationRuntimeStatus.RUNNING : OrchestrationRuntimeStatus.PENDING;
  }

  /** Whether nothing new was found. */
  boolean isStale() {
    return events.size() == 1 && inboxSequences.isEmpty();
  }

  /** The turn's events so far, the first of them OrchestratorStarted. */
  List<HistoryEvent> events() {
    return events;
  }

  List<TimerRow> firedTimers() {
    return firedTimers;
  }

  List<Long> inboxSequences() {
    return inboxSequences;
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** Rows of the activity queue used up. */
  List<QueuedTask> endedQueuedTasks() {
    return endedQueuedTasks;
  }

  int endedTasks() {
    return endedTasks.size();
  }

  /** The event that ends the instance whatever its code says, or null. */
  ExecutionTerminated terminated() {
    return terminated;
  }

  /** The instance's status if the orchestrator does not end in this turn. */
  OrchestrationRuntimeStatus status() {
    return status;
  }
}
