package io.perdura.dispatcher;

import io.perdura.history.EntityMessage;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.PartitionRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
      ActiveEntity entity = cache.find(receiver(signal));
      entity.add(signal);
      if (!entity.isCommitting()) {
        touched.add(entity);
      }
    }
  }

  /** Carries out what waits; the entities are then busy until they hear of their turns. */
  List<EntityTurn> takeTurns() {
    List<EntityTurn> turns = new ArrayList<>();
    for (ActiveEntity entity : touched) {
      entity.used(System.nanoTime());
      runner
          .run(entity)
          .ifPresent(
              turn -> {
                entity.setCommitting();
                turns.add(turn);
              });
    }
    touched.clear();
    return turns;
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
