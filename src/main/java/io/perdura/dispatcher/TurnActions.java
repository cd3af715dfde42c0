package io.perdura.dispatcher;

import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.EventRaised;
import io.perdura.history.EventSent;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.replay.Action;
import io.perdura.replay.OrchestrationExecutor;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.TaskHub;
import io.perdura.taskhub.TimerRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the actions of one turn become: events in history, and work for others. */
final class TurnActions {

  private final TaskHub hub;
  private final OrchestrationExecutor executor;
  private final InstanceRow row;
  private final Instant now;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<TaskScheduled> tasks = new ArrayList<>();
  private final List<TimerRow> timers = new ArrayList<>();
  private final List<InboxMessage> messages = new ArrayList<>();

  /**
   * @param executor knows which version a sub-orchestration gets
   */
  TurnActions(TaskHub hub, OrchestrationExecutor executor, InstanceRow row, Instant now) {
    this.hub = hub;
    this.executor = executor;
    this.row = row;
    this.now = now;
  }

  void add(Action action) {
    if (action instanceof Action.ScheduleTask task) {
      TaskScheduled scheduled =
          new TaskScheduled(now, task.id(), task.name(), task.input(), task.retry());
      tasks.add(scheduled);
      events.add(scheduled);
    } else if (action instanceof Action.CreateTimer timer) {
      addTimer(timer.id(), timer.fireAt());
      events.add(new TimerCreated(now, timer.id(), timer.fireAt(), timer.retried()));
    } else if (action instanceof Action.CreateSubOrchestration child) {
      send(
          child.instanceId(),
          new ExecutionStarted(
              now,
              child.name(),
              child.input(),
              executor.latestVersion(child.name()),
              null,
              thisRun(child.id()),
              null,
              null));
      events.add(
          new SubOrchestrationInstanceCreated(
              now, child.id(), child.name(), child.instanceId(), child.input(), child.retry()));
    } else if (action instanceof Action.SendEvent event) {
      send(event.instanceId(), new EventRaised(now, event.name(), event.input()));
      events.add(new EventSent(now, event.id(), event.instanceId(), event.name(), event.input()));
    } else if (action instanceof Action.SignalEntity signal) {
      sendAndNote(
          signal.entityId(),
          new EntityOperationSignaled(
              now,
              signal.id(),
              null,
              signal.entityId(),
              signal.operation(),
              signal.input(),
              signal.scheduledTime()));
    } else if (action instanceof Action.CallEntity call) {
      sendAndNote(
          call.entityId(),
          new EntityOperationCalled(
              now, call.id(), call.entityId(), call.operation(), call.input(), thisRun(call.id())));
    } else if (action instanceof Action.LockEntities lock) {
      sendAndNote(
          lock.lockSet().get(0),
          new EntityLockRequested(now, lock.id(), lock.lockSet(), 0, thisRun(lock.id())));
    } else if (action instanceof Action.UnlockEntity unlock) {
      sendAndNote(
          unlock.entityId(),
          new EntityUnlockSent(now, unlock.id(), unlock.entityId(), unlock.lockId(), row.key()));
    }
  }

  /** Where the answer to an action goes. */
  private ParentInstance thisRun(int actionId) {
    return new ParentInstance(row.name(), row.instanceId(), row.key(), actionId);
  }

  /** Ends a sub-orchestration and its own ones. */
  void terminate(SubOrchestrationInstanceCreated child, String reason) {
    ParentInstance parent = thisRun(child.eventId());
    send(child.instanceId(), new ExecutionTerminated(now, reason, Boolean.TRUE, parent));
  }

  /** Makes a sub-orchestration run again if it failed, and report in any case. */
  void rewind(SubOrchestrationInstanceCreated child, String reason) {
    send(child.instanceId(), new ExecutionRewound(now, reason, thisRun(child.eventId())));
  }

  /** What goes to an entity is in history as it was sent. */
  private void sendAndNote(String entityId, HistoryEvent event) {
    send(entityId, event);
    events.add(event);
  }

  /** Unlocks an entity because the run has ended, or because it no longer waits for the lock. */
  void unlock(String entityId, int lockId) {
    send(entityId, new EntityUnlockSent(now, entityId, lockId, row.key()));
  }

  /**
   * Arms a timer at a time that every database keeps as it is. A time of long ago becomes now; a
   * part of a microsecond is rounded up, so that the timer never fires early.
   */
  void addTimer(int id, Instant fireAt) {
    Instant micros =
        fireAt.isAfter(now) ? fireAt.plusNanos(999).truncatedTo(ChronoUnit.MICROS) : now;
    timers.add(new TimerRow(row.key(), id, row.partition(), micros));
  }

  /** A message to whatever has the id. */
  void send(String receiverId, HistoryEvent event) {
    messages.add(InboxMessage.toId(receiverId, hub.partitionOf(receiverId), event));
  }

  /** A message to the run that waits for this one. */
  void send(ParentInstance parent, HistoryEvent event) {
    messages.add(InboxMessage.toParent(hub, parent, event));
  }

  /** Messages that others have made. */
  void passOn(List<InboxMessage> others) {
    messages.addAll(others);
  }

  List<HistoryEvent> events() {
    return events;
  }

  List<TaskScheduled> tasks() {
    return tasks;
  }

  List<TimerRow> timers() {
    return timers;
  }

  List<InboxMessage> messages() {
    return messages;
  }
}
