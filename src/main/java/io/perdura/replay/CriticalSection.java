package io.perdura.replay;

import io.perdura.orchestration.EntityInstanceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The entities an orchestrator has locked, and what it may do meanwhile. */
final class CriticalSection {

  private final SortedSet<String> locked = new TreeSet<>();
  private final Set<String> busy = new HashSet<>();
  private int lockId;
  private boolean granted;

  boolean isEntered() {
    return !locked.isEmpty();
  }

  boolean isOf(int id) {
    return isEntered() && lockId == id;
  }

  List<EntityInstanceId> entities() {
    return locked.stream().map(EntityInstanceId::parse).toList();
  }

  /**
   * @param lockId event id of the request
   */
  void enter(int lockId, SortedSet<String> entities) {
    this.lockId = lockId;
    granted = false;
    busy.clear();
    locked.addAll(entities);
  }

  void granted() {
    granted = true;
  }

  /**
   * @return the entities to unlock
   */
  List<String> leave() {
    List<String> entities = List.copyOf(locked);
    locked.clear();
    return entities;
  }

  void requireNone(String what) {
    if (isEntered()) {
      throw new IllegalStateException("A critical section must not %s".formatted(what));
    }
  }

  void requireMaySignal(String entity) {
    if (locked.contains(entity)) {
      throw new IllegalStateException(
          "A critical section must not signal the locked entity '%s'; call it".formatted(entity));
    }
  }

  void beginCall(String entity) {
    if (!isEntered()) {
      return;
    }
    if (!locked.contains(entity)) {
      throw new IllegalStateException(
          "A critical section may call only entities that it has locked, not '%s'"
              .formatted(entity));
    } else if (!granted) {
      throw new IllegalStateException("Await lockEntities before calling '%s'".formatted(entity));
    } else if (!busy.add(entity)) {
      throw new IllegalStateException(
          "A critical section must await a call of '%s' before the next one".formatted(entity));
    }
  }

  void endCall(String entity) {
    busy.remove(entity);
  }
}
