package io.perdura.dispatcher;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Runs that are about to replace others, by the keys of those. */
  private final Map<Long, ActiveInstance> replacing = new HashMap<>();

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
   * one run and no later one. While that run is being replaced, the other is found in its stead.
   */
  ActiveInstance find(Delivery delivery) {
    if (delivery.receiverId() != null) {
      return find(delivery.receiverId());
    }
    ActiveInstance found = find(delivery.instanceKey());
    return found == null ? replacing.get(delivery.instanceKey()) : found;
  }

  void add(ActiveInstance instance) {
    byKey.put(instance.key(), instance);
    byId.put(instance.row().instanceId(), instance);
    if (!instance.isStored() && instance.replacedKey() != null) {
      replacing.put(instance.replacedKey(), instance);
    }
    bytes += instance.weight();
  }

  /** Takes over what one committed turn did. */
  void committed(Turn turn) {
    ActiveInstance instance = turn.instance();
    bytes -= instance.weight();
    replacing.remove(turn.replacedKey(), instance);
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
    replacing.remove(instance.replacedKey(), instance);
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

  /** All that waits for any instance, what its code was given included. */
  List<Delivery> takeAllWaiting() {
    return byKey.values().stream().flatMap(instance -> instance.takeAllWaiting().stream()).toList();
  }

  void clear() {
    byKey.values().forEach(instance -> instance.execution().close());
    byKey.clear();
    byId.clear();
    replacing.clear();
    bytes = 0;
  }
}
