package io.perdura.replay;

import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.EventSent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import java.util.List;

/**
 * What must be the same in history and in the code: an action's kind, name and number.
 *
 * @param name null where the kind has none
 */
record ActionIdentity(String kind, String name, int id) {

  static ActionIdentity of(Action action) {
    if (action instanceof Action.ScheduleTask task) {
      return activity(task.name(), task.id());
    } else if (action instanceof Action.CreateTimer timer) {
      return timer(timer.id());
    } else if (action instanceof Action.CreateSubOrchestration child) {
      return subOrchestration(child.name(), child.id());
    } else if (action instanceof Action.SignalEntity signal) {
      return signal(signal.operation(), signal.entityId(), signal.id());
    } else if (action instanceof Action.CallEntity call) {
      return call(call.operation(), call.entityId(), call.id());
    } else if (action instanceof Action.LockEntities lock) {
      return lock(lock.lockSet(), lock.id());
    } else if (action instanceof Action.UnlockEntity unlock) {
      return unlock(unlock.entityId(), unlock.id());
    }
    Action.SendEvent event = (Action.SendEvent) action;
    return eventSent(event.name(), event.id());
  }

  /**
   * Of the event that carries out an action.
   *
   * @return null for all other events
   */
  static ActionIdentity of(HistoryEvent event) {
    if (event instanceof TaskScheduled task) {
      return activity(task.name(), task.eventId());
    } else if (event instanceof TimerCreated timer) {
      return timer(timer.eventId());
    } else if (event instanceof SubOrchestrationInstanceCreated child) {
      return subOrchestration(child.name(), child.eventId());
    } else if (event instanceof EventSent sent) {
      return eventSent(sent.name(), sent.eventId());
    } else if (event instanceof EntityOperationSignaled signal) {
      return signal(signal.operation(), signal.entityId(), signal.eventId());
    } else if (event instanceof EntityOperationCalled call) {
      return call(call.operation(), call.entityId(), call.eventId());
    } else if (event instanceof EntityLockRequested lock) {
      return lock(lock.lockSet(), lock.eventId());
    } else if (event instanceof EntityUnlockSent unlock) {
      return unlock(unlock.entityId(), unlock.eventId());
    }
    return null;
  }

  private static ActionIdentity activity(String name, int id) {
    return new ActionIdentity("activity", name, id);
  }

  private static ActionIdentity timer(int id) {
    return new ActionIdentity("a timer", null, id);
  }

  private static ActionIdentity subOrchestration(String name, int id) {
    return new ActionIdentity("sub-orchestration", name, id);
  }

  private static ActionIdentity eventSent(String name, int id) {
    return new ActionIdentity("an event to another instance,", name, id);
  }

  private static ActionIdentity signal(String operation, String entityId, int id) {
    return new ActionIdentity("a signal to the entity " + entityId + ",", operation, id);
  }

  private static ActionIdentity call(String operation, String entityId, int id) {
    return new ActionIdentity("a call of the entity " + entityId + ",", operation, id);
  }

  private static ActionIdentity lock(List<String> lockSet, int id) {
    return new ActionIdentity("a lock of", String.join(", ", lockSet), id);
  }

  private static ActionIdentity unlock(String entityId, int id) {
    return new ActionIdentity("the end of a lock of", entityId, id);
  }

  @Override
  public String toString() {
    return name == null
        ? "%s (event #%d)".formatted(kind, id)
        : "%s '%s' (event #%d)".formatted(kind, name, id);
  }
}
