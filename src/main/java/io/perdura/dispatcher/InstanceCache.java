package io.perdura.dispatcher;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The live instances a partition keeps in memory, bounded by the size of their histories; whoever
 * has waited for some seconds leaves early. What leaves comes back from the database.
 */
final class InstanceCache {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Map<Long, ActiveInstance> byKey = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, ActiveInstance> byId = new HashMap<>();
  private final Map<Long, ActiveInstance> byReplacedKey = new HashMap<>();
  private final long mostBytes;
  private long bytes;

  InstanceCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The instance with this key, or null. */
  ActiveInstance find(long key) {
    return byKey.get(key);
  }

  /** The run under this id, or null. */
  ActiveInstance find(String instanceId) {
    ActiveInstance found = byId.get(instanceId);
    return found == null ? null : byKey.get(found.key());
  }

  /**
   * The run that a delivery is for, or null. Clients mean whatever run has the id; most else is for
   * one run and no later one.
   */
  ActiveInstance find(Delivery delivery) {
    return delivery.receiverId() == null
        ? find(delivery.instanceKey())
        : find(delivery.receiverId());
  }

  /**
   * The run that takes the place of the one that a delivery is for as soon as its first turn is
   * written, or null. Until then the database has the other one.
   */
  ActiveInstance findReplacing(Delivery delivery) {
    ActiveInstance found =
        delivery.receiverId() == null ? byReplacedKey.get(delivery.instanceKey()) : null;
    return found == null || found.isStored() ? null : found;
  }

  void add(ActiveInstance instance) {
    if (instance.replacedKey() != null) {
      byReplacedKey.put(instance.replacedKey(), instance);
    }
    byKey.put(instance.key(), instance);
    byId.put(instance.row().instanceId(), instance);
    bytes += instance.weight();
  }

  /** Takes over what one committed turn did. */
  void committed(Turn turn) {
    ActiveInstance instance = turn.instance();
    bytes -= instance.weight();
    instance.committed(turn);
    bytes += instance.weight();
  }

  void remove(ActiveInstance instance) {
    if (byKey.remove(instance.key()) != null) {
      forget(instance);
    }
  }

  private void forget(ActiveInstance instance) {
    byId.remove(instance.row().instanceId(), instance);
    byReplacedKey.remove(instance.replacedKey(), instance);
    bytes -= instance.weight();
    instance.execution().close();
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /**
   * Lets the longest unused go, as far as they are idle. The one used last stays whatever its size:
   * it would be read again with its next step, and all its history with it.
   */
  void evict(long nowNanos) {
    Iterator<ActiveInstance> oldestFirst = byKey.values().iterator();
    while (oldestFirst.hasNext()) {
      ActiveInstance instance = oldestFirst.next();
      boolean unused = nowNanos - instance.lastUsedNanos() > IDLE_NANOS;
      boolean tooMuch = bytes > mostBytes && oldestFirst.hasNext();
      if (!unused && !tooMuch) {
        return;
      }
      if (instance.isIdle()) {
        oldestFirst.remove();
        forget(instance);
      }
    }
  }

  void clear() {
    byKey.values().forEach(instance -> instance.execution().close());
    byKey.clear();
    byId.clear();
    byReplacedKey.clear();
    bytes = 0;
  }
}
