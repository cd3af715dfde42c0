package io.perdura.dispatcher;

import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.history.TimerFired;
import io.perdura.replay.Execution;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InstanceRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<Integer, TimerCreated> openTimers = new HashMap<>();
  private final Deque<Delivery> ready = new ArrayDeque<>();
  private final List<Delivery> deferred = new ArrayList<>();
  private final Long replacedKey;
  private InstanceRow row;
  private List<HistoryRow> rewrittenHistory = List.of();
  private boolean stored;
  private boolean started;
  private int turns;
  private boolean committing;
  private long weight;
  private long lastUsedNanos;

  private ActiveInstance(InstanceRow row, Execution execution, boolean stored, Long replacedKey) {
    this.row = row;
    this.execution = execution;
    this.stored = stored;
    this.replacedKey = replacedKey;
  }

  /** A run found in the database; its turns follow by {@link #append}. */
  static ActiveInstance stored(InstanceRow row, Execution execution) {
    return new ActiveInstance(row, execution, true, null);
  }

  /**
   * A run whose first turn is still to be written.
   *
   * @param replacedKey the finished run of the same id that it replaces, or null
   */
  static ActiveInstance fresh(InstanceRow row, Execution execution, Long replacedKey) {
    return new ActiveInstance(row, execution, false, replacedKey);
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
    append(turn.history());
  }

  void append(HistoryRow turn) {
    turns = turn.turn() + 1;
    for (HistoryEvent event : turn.events()) {
      history.add(event);
      weight += EVENT_BYTES + textLength(event);
      track(event);
    }
  }

  private void track(HistoryEvent event) {
    if (event instanceof ExecutionStarted) {
      started = true;
    } else if (event instanceof TaskScheduled scheduled) {
      openTasks.put(scheduled.eventId(), scheduled);
    } else if (event instanceof TaskCompleted completed) {
      openTasks.remove(completed.taskScheduledId());
    } else if (event instanceof TaskFailed failed) {
      openTasks.remove(failed.taskScheduledId());
    } else if (event instanceof TimerCreated created) {
      openTimers.put(created.eventId(), created);
    } else if (event instanceof TimerFired fired) {
      openTimers.remove(fired.timerId());
    }
  }

  private static long textLength(HistoryEvent event) {
    if (event instanceof TaskCompleted completed) {
      return length(completed.result());
    }
    return event instanceof TaskScheduled scheduled ? length(scheduled.input()) : 0;
  }

  private static long length(String text) {
    return text == null ? 0 : text.length();
  }

  InstanceRow row() {
    return row;
  }

  boolean hasStarted() {
    return started;
  }

  /** The turns that a rewind has changed and that are not written yet. */
  List<HistoryRow> rewrittenHistory() {
    return rewrittenHistory;
  }

  /** The activities that a rewind makes run again. */
  Collection<TaskScheduled> reopenedTasks() {
    return rewrittenHistory.isEmpty() ? List.of() : openTasks.values();
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

  boolean isOpenTimer(int timerId) {
    return openTimers.containsKey(timerId);
  }

  int openTaskCount() {
    return openTasks.size();
  }

  /** Whether timers are armed for it or activities may be queued. */
  boolean hasWaitingWork() {
    return !openTimers.isEmpty() || !openTasks.isEmpty();
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

  boolean isCommitting() {
    return committing;
  }

  void setCommitting(boolean committing) {
    this.committing = committing;
  }

  /** Whether nothing is under way that needs it in memory. */
  boolean isIdle() {
    return !committing && ready.isEmpty();
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
