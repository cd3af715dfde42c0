package io.perdura.dispatcher;

import io.perdura.history.ExecutionParked;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionUnparked;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.history.TimerFired;
import io.perdura.replay.Action;
import io.perdura.replay.Execution;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A live instance in the memory of its partition's owner: what is committed of it, and what waits
 * for its next turn. Only the partition's thread touches it.
 */
final class ActiveInstance {

  /** Rough heap size of an event besides its texts. */
  private static final int EVENT_BYTES = 100;

  private final Execution execution;
  private final List<HistoryEvent> history = new ArrayList<>();
  private final Map<Integer, TaskScheduled> openTasks = new HashMap<>();
  private final Set<Integer> missingTasks = new HashSet<>();
  private final Map<Integer, SubOrchestrationInstanceCreated> openChildren = new HashMap<>();
  private final Map<Integer, Instant> openTimers = new HashMap<>();
  private final OpenEntityWork entityWork = new OpenEntityWork();
  private final Deque<Delivery> ready = new ArrayDeque<>();
  private final List<Delivery> deferred = new ArrayList<>();
  private final Long replacedKey;
  private List<InboxMessage> farewell;
  private InstanceRow row;
  private List<HistoryRow> rewrittenHistory = List.of();
  private boolean stored;
  private ExecutionStarted start;
  private boolean started;
  private boolean ran;
  private boolean parked;
  private TurnIntake underWay;
  private int turns;
  private boolean committing;
  private long weight;
  private long lastUsedNanos;

  private ActiveInstance(
      InstanceRow row,
      Execution execution,
      boolean stored,
      Long replacedKey,
      List<InboxMessage> farewell) {
    this.row = row;
    this.execution = execution;
    this.stored = stored;
    this.replacedKey = replacedKey;
    this.farewell = farewell;
  }

  /** A run found in the database; its turns follow by {@link #append}. */
  static ActiveInstance stored(InstanceRow row, Execution execution) {
    return new ActiveInstance(row, execution, true, null, List.of());
  }

  /**
   * A run whose first turn is still to be written.
   *
   * @param replacedKey the run of the same id that it replaces, or null
   * @param farewell what others have to know of that one's end
   */
  static ActiveInstance fresh(
      InstanceRow row, Execution execution, Long replacedKey, List<InboxMessage> farewell) {
    return new ActiveInstance(row, execution, false, replacedKey, farewell);
  }

  /**
   * A failed run that goes on from a changed history.
   *
   * @param rewritten the turns that differ from the stored ones
   */
  static ActiveInstance rewound(
      InstanceRow row, Execution execution, List<HistoryRow> history, List<HistoryRow> rewritten) {
    ActiveInstance instance = stored(row, execution);
    history.forEach(instance::append);
    instance.rewrittenHistory = rewritten;
    return instance;
  }

  /** Takes over what one committed turn did. */
  void committed(Turn turn) {
    row = turn.row();
    stored = true;
    rewrittenHistory = List.of();
    farewell = List.of();
    append(turn.history());
  }

  void append(HistoryRow turn) {
    turns = turn.turn() + 1;
    for (HistoryEvent event : turn.events()) {
      history.add(event);
      weight += EVENT_BYTES + EventTexts.length(event);
      track(event);
    }
  }

  private void track(HistoryEvent event) {
    entityWork.track(event);
    if (event instanceof ExecutionStarted startEvent) {
      begin(startEvent);
    } else if (event instanceof OrchestratorStarted) {
      ran = true;
    } else if (event instanceof ExecutionParked parking) {
      parked = true;
      if (parking.taskScheduledId() != null) {
        missingTasks.add(parking.taskScheduledId());
      }
    } else if (event instanceof ExecutionUnparked) {
      parked = false;
      missingTasks.clear();
    } else if (event instanceof SubOrchestrationInstanceCreated created) {
      openChildren.put(created.eventId(), created);
    } else if (event instanceof SubOrchestrationInstanceCompleted completed) {
      openChildren.remove(completed.taskScheduledId());
    } else if (event instanceof SubOrchestrationInstanceFailed failed) {
      openChildren.remove(failed.taskScheduledId());
    } else if (event instanceof TaskScheduled scheduled) {
      openTasks.put(scheduled.eventId(), scheduled);
    } else if (event instanceof TaskCompleted completed) {
      openTasks.remove(completed.taskScheduledId());
    } else if (event instanceof TaskFailed failed) {
      openTasks.remove(failed.taskScheduledId());
    } else if (event instanceof TimerCreated created) {
      openTimers.put(created.eventId(), created.fireAt());
    } else if (event instanceof TimerFired fired) {
      openTimers.remove(fired.timerId());
      started = true;
    }
  }

  private void begin(ExecutionStarted event) {
    start = event;
    started = event.scheduledStartTime() == null;
    if (!started) {
      openTimers.put(Action.START_TIMER, event.scheduledStartTime());
    }
  }

  InstanceRow row() {
    return row;
  }

  /** How it began, or null when its first turn is still to come. */
  ExecutionStarted start() {
    return start;
  }

  /** Whether its code has been reached. */
  boolean hasStarted() {
    return started;
  }

  /** Whether the engine could not go on with it. */
  boolean isParked() {
    return parked;
  }

  /** Whether a new owner has to try it: it has begun again without having run, or is parked. */
  boolean isToGoOn() {
    return parked || start != null && !ran;
  }

  /** The turns that a rewind has changed and that are not written yet. */
  List<HistoryRow> rewrittenHistory() {
    return rewrittenHistory;
  }

  /** The activities that a rewind makes run again. */
  Collection<TaskScheduled> reopenedTasks() {
    return rewrittenHistory.isEmpty() ? List.of() : openTasks.values();
  }

  /** The timers, by event id, that the failed run no longer waited for. */
  Map<Integer, Instant> reopenedTimers() {
    return rewrittenHistory.isEmpty() ? Map.of() : openTimers;
  }

  /** The sub-orchestrations that a rewind waits for again. */
  Collection<SubOrchestrationInstanceCreated> reopenedChildren() {
    return rewrittenHistory.isEmpty() ? List.of() : openChildren.values();
  }

  /** What others have to know of the run that it replaces, once its first turn is written. */
  List<InboxMessage> farewell() {
    return farewell;
  }

  long key() {
    return row.key();
  }

  Execution execution() {
    return execution;
  }

  List<HistoryEvent> history() {
    return history;
  }

  /** Number of the next turn. */
  int nextTurn() {
    return turns;
  }

  boolean isOpenTask(int taskId) {
    return openTasks.containsKey(taskId);
  }

  /** The activity that has not ended, or null when there is no such one. */
  TaskScheduled openTask(int taskId) {
    return openTasks.get(taskId);
  }

  /** The activities that could not run, for which it is parked. */
  List<TaskScheduled> missingTasks() {
    return missingTasks.stream().map(openTasks::get).filter(Objects::nonNull).toList();
  }

  /** When an armed timer was asked to fire, or null when no such timer is armed. */
  Instant openTimer(int timerId) {
    return openTimers.get(timerId);
  }

  int openTaskCount() {
    return openTasks.size();
  }

  boolean hasOpenTimers() {
    return !openTimers.isEmpty();
  }

  boolean isOpenChild(int taskId) {
    return openChildren.containsKey(taskId);
  }

  /** The sub-orchestrations whose end is not known. */
  Collection<SubOrchestrationInstanceCreated> openChildren() {
    return openChildren.values();
  }

  OpenEntityWork entityWork() {
    return entityWork;
  }

  Collection<TaskScheduled> openTasks() {
    return openTasks.values();
  }

  /** What makes the next turn. */
  Deque<Delivery> ready() {
    return ready;
  }

  /** What is looked at again once the turn under way is written. */
  void defer(Delivery delivery) {
    deferred.add(delivery);
  }

  /** Whether something waits for its next turn to be written. */
  boolean hasDeferred() {
    return !deferred.isEmpty();
  }

  /** All that the turn under way did not take, in the order it came. */
  List<Delivery> takeLeftOver() {
    List<Delivery> taken = new ArrayList<>(ready);
    taken.addAll(deferred);
    ready.clear();
    deferred.clear();
    return taken;
  }

  boolean isStored() {
    return stored;
  }

  Long replacedKey() {
    return replacedKey;
  }

  /**
   * Its code begins to run, perhaps on a thread that does not run the partition, or is through.
   *
   * @param intake what the code was given, or null when it is through
   */
  void setUnderWay(TurnIntake intake) {
    underWay = intake;
  }

  /** What its code was given and is not through with, or null. */
  TurnIntake underWay() {
    return underWay;
  }

  /** What its code was given and all that has come since; the code's outcome no longer counts. */
  List<Delivery> takeUnderWay() {
    List<Delivery> taken = new ArrayList<>(underWay.deliveries());
    taken.addAll(takeLeftOver());
    underWay = null;
    return taken;
  }

  /** All that was not used up: what its code was given elsewhere, and what has come since. */
  List<Delivery> takeAllWaiting() {
    return underWay == null ? takeLeftOver() : takeUnderWay();
  }

  /** Whether a turn is under way, so that what arrives has to wait. */
  boolean isBusy() {
    return committing || underWay != null;
  }

  void setCommitting(boolean committing) {
    this.committing = committing;
  }

  /** Whether nothing is under way that needs it in memory. */
  boolean isIdle() {
    return !isBusy() && ready.isEmpty();
  }

  long weight() {
    return weight;
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  void used(long nanos) {
    lastUsedNanos = nanos;
  }
}
