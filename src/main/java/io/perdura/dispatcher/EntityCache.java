package io.perdura.dispatcher;

import io.perdura.orchestration.EntityInstanceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The entities a partition keeps in memory, bounded by the size of their states; whoever has been
 * unused for some seconds leaves early. What leaves comes back from the database.
 */
final class EntityCache {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Map<EntityInstanceId, ActiveEntity> entities = new LinkedHashMap<>(64, 0.75f, true);
  private final long mostBytes;
  private long bytes;

  EntityCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The entity with this id, or null. */
  ActiveEntity find(EntityInstanceId id) {
    return entities.get(id);
  }

  void add(ActiveEntity entity) {
    entities.put(entity.id(), entity);
    bytes += entity.weight();
  }

  /** Takes over what one committed turn did. */
  void committed(EntityTurn turn) {
    bytes -= turn.entity().weight();
    turn.entity().committed(turn.row());
    bytes += turn.entity().weight();
  }

  void remove(ActiveEntity entity) {
    if (entities.remove(entity.id(), entity)) {
      bytes -= entity.weight();
    }
  }

  /** All that waits for any entity; they have nothing more to do. */
  List<Delivery> takeAllWaiting() {
    return entities.values().stream().flatMap(entity -> entity.takeWaiting().stream()).toList();
  }

  boolean isEmpty() {
    return entities.isEmpty();
  }

  /** Lets the longest unused go, as far as they are idle; the one used last stays. */
  void evict(long nowNanos) {
    Iterator<ActiveEntity> oldestFirst = entities.values().iterator();
    while (oldestFirst.hasNext()) {
      ActiveEntity entity = oldestFirst.next();
      boolean unused = nowNanos - entity.lastUsedNanos() > IDLE_NANOS;
      boolean tooMuch = bytes > mostBytes && oldestFirst.hasNext();
      if (!unused && !tooMuch) {
        return;
      }
      if (entity.isIdle()) {
        oldestFirst.remove();
        bytes -= entity.weight();
      }
    }
  }
}
