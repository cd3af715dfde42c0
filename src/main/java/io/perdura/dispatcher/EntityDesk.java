package io.perdura.dispatcher;

import io.perdura.history.EntityOperationSignaled;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.PartitionRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  private final PartitionRow partition;
  private final EntityCache cache;
  private final Set<ActiveEntity> touched = new LinkedHashSet<>();

  EntityDesk(HubServices services, PartitionRow partition) {
    this.services = services;
    this.partition = partition;
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

  private static EntityOperationSignaled operation(Delivery signal) {
    return signal instanceof Delivery.Signal direct
        ? direct.operation()
        : (EntityOperationSignaled) ((Delivery.FromInbox) signal).message().event();
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
      EntityRow row = stored.get(id);
      cache.add(new ActiveEntity(id, row == null ? null : row.state()));
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
      turns.add(turn(entity));
      entity.committing(System.nanoTime());
    }
    touched.clear();
    return turns;
  }

  private EntityTurn turn(ActiveEntity entity) {
    Instant now = services.clock().instant().truncatedTo(ChronoUnit.MICROS);
    List<Delivery> signals = entity.takeWaiting();
    List<Long> sequences = new ArrayList<>();
    String state = entity.state();
    for (Delivery signal : signals) {
      state = services.entities().stateAfter(entity.id(), state, operation(signal));
      if (signal instanceof Delivery.FromInbox fromInbox) {
        sequences.add(fromInbox.message().sequence());
      }
    }
    EntityRow row =
        state == null
            ? null
            : new EntityRow(entity.id(), partition.id(), state, now, services.keys().next());
    return new EntityTurn(entity, partition, row, List.of(), sequences, signals);
  }

  /** Takes over a turn that is on disk; what has arrived meanwhile is next. */
  void written(EntityTurn turn) {
    cache.committed(turn);
    if (!turn.entity().isIdle()) {
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
    return touched.stream().flatMap(entity -> entity.takeWaiting().stream()).toList();
  }
}
