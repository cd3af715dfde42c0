package io.perdura.dispatcher;

import io.perdura.history.EntityMessage;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.PartitionRow;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The entities of a partition: finds the one that each signal is for and makes turns of what waits,
 * one at a time for each entity.
 */
final class EntityDesk {

  /** The part of the memory for histories that goes to entities. */
  private static final int CACHE_SHARE = 4;

  private final HubServices services;
  private final EntityTurnRunner runner;
  private final EntityCache cache;
  private final Set<ActiveEntity> touched = new LinkedHashSet<>();

  EntityDesk(HubServices services, PartitionRow partition) {
    this.services = services;
    this.runner =
        new EntityTurnRunner(
            services.hub(), partition, services.entities(), services.keys(), services.clock());
    this.cache = new EntityCache(services.cacheBytesPerPartition() / CACHE_SHARE);
  }

  /** Whether this is where a delivery belongs. */
  static boolean takes(Delivery delivery) {
    return delivery instanceof Delivery.Signal
        || (delivery instanceof Delivery.FromInbox fromInbox && fromInbox.message().isForEntity());
  }

  private static EntityInstanceId receiver(Delivery signal) {
    return signal instanceof Delivery.Signal direct
        ? direct.entity()
        : EntityInstanceId.parse(signal.receiverId());
  }

  /** What a delivery tells an entity. */
  static EntityMessage message(Delivery delivery) {
    return delivery instanceof Delivery.Signal direct
        ? direct.operation()
        : (EntityMessage) ((Delivery.FromInbox) delivery).message().event();
  }

  /**
   * Reads the receivers that are not in memory.
   *
   * @throws io.perdura.dao.DatabaseException when they cannot be read
   */
  void load(List<Delivery> signals) {
    List<EntityInstanceId> absent =
        signals.stream()
            .map(EntityDesk::receiver)
            .distinct()
            .filter(id -> cache.find(id) == null)
            .toList();
    if (absent.isEmpty()) {
      return;
    }
    Map<EntityInstanceId, EntityRow> stored =
        services
            .database()
            .read(tx -> services.tables().entities().find(tx, services.hub().id(), absent))
            .stream()
            .collect(Collectors.toMap(EntityRow::id, Function.identity(), (row, same) -> row));
    for (EntityInstanceId id : absent) {
      cache.add(new ActiveEntity(id, stored.get(id)));
    }
  }

  /** Places signals whose receivers are loaded. */
  void place(List<Delivery> signals) {
    for (Delivery signal : signals) {
      if (signal instanceof Delivery.Signal direct && isSlow(direct.entity())) {
        services.leaveInInbox().accept(direct);
        continue;
      }
      ActiveEntity entity = cache.find(receiver(signal));
      entity.add(signal);
      if (!entity.isBusy()) {
        touched.add(entity);
      }
    }
  }

  /** Whether its operations run elsewhere, so that nobody should wait for the next turn. */
  private boolean isSlow(EntityInstanceId entity) {
    return services.slowLane().isKnown(functionOf(entity));
  }

  /** What an entity's function is called where orchestrators have names, too. */
  static String functionOf(EntityInstanceId entity) {
    return "@" + entity.name();
  }

  /** Begins the turn of an entity that something waits for; null when there is none. */
  EntityTurnRunner.Work nextTurn() {
    Iterator<ActiveEntity> next = touched.iterator();
    if (!next.hasNext()) {
      return null;
    }
    ActiveEntity entity = next.next();
    next.remove();
    entity.used(System.nanoTime());
    return runner.begin(entity);
  }

  /** Ends a turn; what has arrived meanwhile is next when there is nothing to write. */
  Optional<EntityTurn> finish(EntityTurnRunner.Work work) {
    Optional<EntityTurn> turn = work.finish();
    if (turn.isPresent()) {
      work.entity().setCommitting();
    } else if (work.entity().hasArrivals()) {
      touched.add(work.entity());
    }
    return turn;
  }

  /** Drops an entity whose code has kept the partition's thread. */
  void forget(ActiveEntity entity) {
    cache.remove(entity);
  }

  /** Takes over a turn that is on disk; what has arrived meanwhile is next. */
  void written(EntityTurn turn) {
    cache.committed(turn);
    if (turn.entity().hasArrivals()) {
      touched.add(turn.entity());
    }
  }

  /**
   * Forgets an entity whose turn is not on disk.
   *
   * @return what has arrived for it meanwhile
   */
  List<Delivery> refused(EntityTurn turn) {
    cache.remove(turn.entity());
    return turn.entity().takeWaiting();
  }

  boolean isEmpty() {
    return cache.isEmpty();
  }

  /** Whether there are turns to take. */
  boolean hasWork() {
    return !touched.isEmpty();
  }

  void evict(long nowNanos) {
    cache.evict(nowNanos);
  }

  /** Signals that were never carried out, when the partition is given up. */
  List<Delivery> leave() {
    return cache.takeAllWaiting();
  }
}
