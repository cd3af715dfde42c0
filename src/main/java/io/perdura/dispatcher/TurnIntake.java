package io.perdura.dispatcher;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.ExecutionParked;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.ExecutionUnparked;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.ParentInstance;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
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

  /** Characters after which the rest waits for the next turn, as databases bound what they take. */
  private static final int MOST_TEXT = 1 << 20;

  private final ActiveInstance instance;
  private final Instant now;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<TimerRow> firedTimers = new ArrayList<>();
  private final List<Long> inboxSequences = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<Integer> endedTasks = new HashSet<>();
  private final List<QueuedTask> endedQueuedTasks = new ArrayList<>();
  private final List<TaskScheduled> triedAgain = new ArrayList<>();
  private final Set<Integer> endedChildren = new HashSet<>();
  private final List<EntityLockGranted> unwantedLocks = new ArrayList<>();
  private final OpenEntityWork entityWork;
  private ExecutionStarted start;
  private ExecutionTerminated terminated;
  private String rewindReason;
  private OrchestrationRuntimeStatus status;
  private boolean started;
  private boolean goesOn;
  private boolean parked;
  private boolean retries;
  private boolean resumed;
  private String waitingReason;
  private long textLength;

  TurnIntake(ActiveInstance instance, Instant now) {
    this.instance = instance;
    this.now = now;
    this.status = instance.row().status();
    this.start = instance.start();
    this.started = instance.hasStarted();
    this.parked = instance.isParked();
    this.waitingReason = instance.row().waitingReason();
    this.entityWork = instance.entityWork().and(List.of());
    events.add(new OrchestratorStarted(now));
  }

  void take(Delivery delivery) {
    if (delivery instanceof Delivery.Start start) {
      add(delivery, start.request().event(instance.row().createdTime()));
    } else if (delivery instanceof Delivery.Direct direct) {
      add(delivery, direct.event());
    } else if (delivery instanceof Delivery.FromInbox fromInbox) {
      takeMessage(fromInbox);
    } else if (delivery instanceof Delivery.TaskEnded ended) {
      takeResult(ended);
    } else if (delivery instanceof Delivery.QueuedTaskEnded ended) {
      takeQueuedTask(ended);
    } else if (delivery instanceof Delivery.TimerDue due) {
      takeTimer(due);
    } else if (delivery instanceof Delivery.GoOn) {
      deliveries.add(delivery);
      goesOn = true;
      retries = true;
    } else if (delivery instanceof Delivery.Park park) {
      add(delivery, new ExecutionParked(now, park.reason()));
    }
  }

  /** Whether the turn must take no more: it ends the run, or is long already. */
  boolean isFull() {
    return terminated != null || textLength > MOST_TEXT;
  }

  /**
   * Decides whether the code runs in this turn.
   *
   * @param missing why it cannot, or null
   */
  void parkOrUnpark(String missing) {
    if (missing != null && !parked) {
      park(new ExecutionParked(now, missing));
    } else if (missing != null) {
      waitingReason = missing;
    } else if (parked && retries) {
      parked = false;
      waitingReason = null;
      if (resumed) {
        triedAgain.addAll(instance.missingTasks());
      }
      events.add(1, new ExecutionUnparked(now));
    }
  }

  /** In front of the turn's other events, as the code has seen none of them. */
  private void park(ExecutionParked event) {
    events.add(1, event);
    parked = true;
    retries = false;
    waitingReason = event.reason();
  }

  private void takeMessage(Delivery.FromInbox fromInbox) {
    inboxSequences.add(fromInbox.message().sequence());
    HistoryEvent event = fromInbox.message().event();
    if (isStale(event)) {
      deliveries.add(fromInbox);
    } else if (isGivenBack(event)) {
      tryHere(fromInbox, (ExecutionParked) event);
    } else {
      add(fromInbox, event);
    }
  }

  /** Whether it is a result that history holds already, or that nobody waits for any more. */
  private boolean isStale(HistoryEvent event) {
    if (event instanceof TaskCompleted completed) {
      return !isFirstEnd(completed.taskScheduledId());
    } else if (event instanceof TaskFailed failed) {
      return !isFirstEnd(failed.taskScheduledId());
    } else if (event instanceof SubOrchestrationInstanceCompleted completed) {
      return !isFirstEndOfChild(completed.taskScheduledId());
    } else if (event instanceof SubOrchestrationInstanceFailed failed) {
      return !isFirstEndOfChild(failed.taskScheduledId());
    } else if (event instanceof EntityOperationCompleted completed) {
      return !entityWork.isOpenCall(completed.taskScheduledId());
    } else if (event instanceof EntityOperationFailed failed) {
      return !entityWork.isOpenCall(failed.taskScheduledId());
    } else if (event instanceof ExecutionParked missing && missing.taskScheduledId() != null) {
      return !instance.isOpenTask(missing.taskScheduledId());
    }
    return event instanceof EntityLockGranted granted && isUnwanted(granted);
  }

  /** Locks of before the run continued as new, which it gives back. */
  private boolean isUnwanted(EntityLockGranted granted) {
    boolean unwanted = !entityWork.awaitsLock(granted.taskScheduledId());
    if (unwanted) {
      unwantedLocks.add(granted);
    }
    return unwanted;
  }

  private boolean isFirstEnd(int taskId) {
    return instance.isOpenTask(taskId) && endedTasks.add(taskId);
  }

  private boolean isFirstEndOfChild(int taskId) {
    return instance.isOpenChild(taskId) && endedChildren.add(taskId);
  }

  private void takeResult(Delivery.TaskEnded ended) {
    if (!isStale(ended.event())) {
      add(ended, ended.event());
    }
  }

  private void takeQueuedTask(Delivery.QueuedTaskEnded ended) {
    if (isStale(ended.event())) {
      return;
    }
    endedQueuedTasks.add(ended.task());
    if (isGivenBack(ended.event())) {
      tryHere(ended, (ExecutionParked) ended.event());
    } else {
      add(ended, ended.event());
    }
  }

  /** Whether whoever took an activity from the queue lacks its function. */
  private static boolean isGivenBack(HistoryEvent event) {
    return event instanceof ExecutionParked parking && parking.taskScheduledId() != null;
  }

  /** This node may have the function; if not, its own attempt parks the instance. */
  private void tryHere(Delivery delivery, ExecutionParked missing) {
    deliveries.add(delivery);
    triedAgain.add(instance.openTask(missing.taskScheduledId()));
  }

  private void takeTimer(Delivery.TimerDue due) {
    TimerRow timer = due.timer();
    Instant fireAt = instance.openTimer(timer.timerId());
    if (fireAt != null && !firedTimers.contains(timer)) {
      firedTimers.add(timer);
      add(due, new TimerFired(now, timer.timerId(), fireAt));
    }
  }

  private void add(Delivery delivery, HistoryEvent event) {
    deliveries.add(delivery);
    if (event instanceof ExecutionParked parking) {
      park(parking);
      return;
    }
    resumed |= event instanceof ExecutionResumed;
    retries |= resumed;
    if (changesNothing(event)) {
      return;
    }
    events.add(event);
    textLength += EventTexts.length(event);
    entityWork.track(event);
    if (event instanceof ExecutionTerminated termination) {
      terminated = termination;
    } else if (event instanceof ExecutionRewound rewound) {
      rewindReason = rewound.reason();
    } else if (event instanceof ExecutionStarted beginning) {
      start = beginning;
      started = beginning.scheduledStartTime() == null;
    } else if (event instanceof TimerFired) {
      started = true;
    }
    status = statusAfter(event);
  }

  /**
   * Suspending a suspended instance, or resuming one that is not (contract, section 11); or ending
   * the child of a run whose child this is not.
   */
  private boolean changesNothing(HistoryEvent event) {
    boolean suspended = status == OrchestrationRuntimeStatus.SUSPENDED;
    return event instanceof ExecutionSuspended && suspended
        || event instanceof ExecutionResumed && !suspended
        || event instanceof ExecutionTerminated end && !isMeant(end.parentInstance());
  }

  private boolean isMeant(ParentInstance terminatedParent) {
    return terminatedParent == null
        || start != null && terminatedParent.equals(start.parentInstance());
  }

  private OrchestrationRuntimeStatus statusAfter(HistoryEvent event) {
    if (event instanceof ExecutionSuspended) {
      return OrchestrationRuntimeStatus.SUSPENDED;
    }
    boolean goesOn =
        event instanceof ExecutionResumed
            || event instanceof ExecutionRewound
            || status == OrchestrationRuntimeStatus.PENDING;
    if (!goesOn) {
      return status;
    }
    return started ? OrchestrationRuntimeStatus.RUNNING : OrchestrationRuntimeStatus.PENDING;
  }

  /** Whether nothing new was found. */
  boolean isStale() {
    return events.size() == 1 && inboxSequences.isEmpty() && triedAgain.isEmpty() && !goesOn;
  }

  /** The turn's events so far, the first of them OrchestratorStarted. */
  List<HistoryEvent> events() {
    return events;
  }

  /** How the run began, in this turn or before. */
  ExecutionStarted start() {
    return start;
  }

  /** Whether the sub-orchestration has ended in this turn. */
  boolean hasEnded(SubOrchestrationInstanceCreated child) {
    return endedChildren.contains(child.eventId());
  }

  /** What it has asked entities for before this turn and not got yet. */
  OpenEntityWork entityWork() {
    return entityWork;
  }

  /** Locks that nobody waits for any more. */
  List<EntityLockGranted> unwantedLocks() {
    return unwantedLocks;
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

  /** Activities that could not run and that this node is to try, perhaps again. */
  List<TaskScheduled> triedAgain() {
    return triedAgain;
  }

  int endedTasks() {
    return endedTasks.size();
  }

  /** Whether the author's code has a part in this turn. */
  boolean runsCode() {
    return terminated == null && !parked;
  }

  /** Why the engine cannot go on with the instance, or null. */
  String waitingReason() {
    return waitingReason;
  }

  /** The turn's time. */
  Instant now() {
    return now;
  }

  /** The event that ends the instance whatever its code says, or null. */
  ExecutionTerminated terminated() {
    return terminated;
  }

  /** Why it was rewound, or null. */
  String rewindReason() {
    return rewindReason;
  }

  /** The instance's status if the orchestrator does not end in this turn. */
  OrchestrationRuntimeStatus status() {
    return status;
  }
}
