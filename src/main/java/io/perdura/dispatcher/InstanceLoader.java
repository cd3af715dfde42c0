package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.dao.Tx;
import io.perdura.replay.OrchestrationExecutor;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TaskHub;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings instances back into memory from what is committed of them. */
final class InstanceLoader {

  /** Runs whose histories are read together while a partition is taken over. */
  private static final int RECOVERY_CHUNK = 128;

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;
  private final OrchestrationExecutor executor;

  InstanceLoader(Database database, Tables tables, TaskHub hub, OrchestrationExecutor executor) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
    this.executor = executor;
  }

  /** A run that is about to start. */
  ActiveInstance create(InstanceRow row) {
    return ActiveInstance.fresh(row, executor.open(row.instanceId()), null, List.of());
  }

  /**
   * A run that is about to start in the place of another.
   *
   * @param farewell what others have to know of the other one's end
   */
  ActiveInstance replace(InstanceRow row, long replacedKey, List<InboxMessage> farewell) {
    return ActiveInstance.fresh(row, executor.open(row.instanceId()), replacedKey, farewell);
  }

  /** A run that has continued as new. */
  ActiveInstance restarted(Turn turn) {
    ActiveInstance instance =
        ActiveInstance.stored(turn.row(), executor.open(turn.row().instanceId()));
    instance.append(turn.history());
    return instance;
  }

  /** The runs that exist of those asked for, finished ones without their history. */
  List<ActiveInstance> load(Collection<String> instanceIds, Collection<Long> keys) {
    return database.read(
        tx -> {
          Map<Long, InstanceRow> rows = new LinkedHashMap<>();
          if (!instanceIds.isEmpty()) {
            tables
                .instances()
                .findByIds(tx, hub.id(), instanceIds)
                .forEach(row -> rows.put(row.key(), row));
          }
          if (!keys.isEmpty()) {
            tables
                .instances()
                .findByKeys(tx, List.copyOf(keys))
                .forEach(row -> rows.put(row.key(), row));
          }
          return withHistories(tx, rows.values());
        });
  }

  /** A failed run, put back to where it failed. */
  ActiveInstance rewind(InstanceRow failed) {
    Rewind rewind = Rewind.of(history(failed));
    return ActiveInstance.rewound(
        failed, executor.open(failed.instanceId()), rewind.history(), rewind.rewritten());
  }

  /** A finished run as it ended. */
  ActiveInstance finished(InstanceRow row) {
    ActiveInstance instance = ActiveInstance.stored(row, executor.open(row.instanceId()));
    history(row).forEach(instance::append);
    return instance;
  }

  private List<HistoryRow> history(InstanceRow row) {
    return database.read(tx -> tables.history().find(tx, List.of(row.key())));
  }

  /** The instances of a partition that wait for the result of an activity, oldest first. */
  List<InstanceRow> findInFlight(int partition) {
    return database.read(tx -> tables.instances().findInFlight(tx, hub.id(), partition));
  }

  /** The activities of a partition that any node may run or is running. */
  Set<QueuedTask> findQueued(int partition) {
    return Set.copyOf(
        database.read(tx -> tables.activityQueue().findOfPartition(tx, hub.id(), partition)));
  }

  /** These runs in chunks, so that their histories need not be in memory together. */
  static List<List<InstanceRow>> chunks(List<InstanceRow> rows) {
    List<List<InstanceRow>> chunks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += RECOVERY_CHUNK) {
      chunks.add(rows.subList(from, Math.min(from + RECOVERY_CHUNK, rows.size())));
    }
    return chunks;
  }

  List<ActiveInstance> withHistories(Collection<InstanceRow> rows) {
    return database.read(tx -> withHistories(tx, rows));
  }

  private List<ActiveInstance> withHistories(Tx tx, Collection<InstanceRow> rows) {
    Map<Long, ActiveInstance> instances = new LinkedHashMap<>();
    rows.forEach(
        row ->
            instances.put(row.key(), ActiveInstance.stored(row, executor.open(row.instanceId()))));
    List<Long> live =
        rows.stream().filter(row -> !row.status().isTerminal()).map(InstanceRow::key).toList();
    if (!live.isEmpty()) {
      for (HistoryRow turn : tables.history().find(tx, live)) {
        instances.get(turn.instanceKey()).append(turn);
      }
    }
    return List.copyOf(instances.values());
  }
}
