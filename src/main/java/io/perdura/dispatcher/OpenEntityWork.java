package io.perdura.dispatcher;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run has asked entities for, as its history tells. */
final class OpenEntityWork {

  /** An entity whose lock the run holds or has asked for. */
  record Lock(String entityId, int lockId) {}

  private final Set<Integer> calls = new HashSet<>();
  private final Set<Integer> awaitedLocks = new HashSet<>();
  private final Map<Integer, Set<String>> locked = new HashMap<>();

  void track(HistoryEvent event) {
    if (event instanceof EntityOperationCalled called) {
      calls.add(called.eventId());
    } else if (event instanceof EntityOperationCompleted completed) {
      calls.remove(completed.taskScheduledId());
    } else if (event instanceof EntityOperationFailed failed) {
      calls.remove(failed.taskScheduledId());
    } else if (event instanceof EntityLockRequested requested) {
      awaitedLocks.add(requested.eventId());
      locked.put(requested.eventId(), new HashSet<>(requested.lockSet()));
    } else if (event instanceof EntityLockGranted granted) {
      awaitedLocks.remove(granted.taskScheduledId());
    } else if (event instanceof EntityUnlockSent unlocked) {
      locked.getOrDefault(unlocked.lockId(), new HashSet<>()).remove(unlocked.entityId());
    }
  }

  /** Whether the call has no result yet. */
  boolean isOpenCall(int id) {
    return calls.contains(id);
  }

  /** Whether the run waits for the lock. */
  boolean awaitsLock(int lockId) {
    return awaitedLocks.contains(lockId);
  }

  /** The locks that end with the run. */
  List<Lock> locks() {
    List<Lock> all = new ArrayList<>();
    locked.forEach((id, entities) -> entities.forEach(e -> all.add(new Lock(e, id))));
    return all;
  }

  /** This, and what these events change. */
  OpenEntityWork and(List<HistoryEvent> events) {
    OpenEntityWork together = new OpenEntityWork();
    together.calls.addAll(calls);
    together.awaitedLocks.addAll(awaitedLocks);
    locked.forEach((id, entities) -> together.locked.put(id, new HashSet<>(entities)));
    events.forEach(together::track);
    return together;
  }
}
