package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.dao.Tx;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes many turns in one transaction: the partitions' locks first, then one statement per table.
 */
final class CommitBatch {

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;

  CommitBatch(Database database, Tables tables, TaskHub hub) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
  }

  /**
   * Commits the turns whose partitions are still held under their epochs.
   *
   * @return the partitions that were not; their turns were left out
   */
  Set<PartitionRow> write(List<Turn> turns) {
    return database.inTransaction(
        tx -> {
          Set<PartitionRow> lost = lockPartitions(tx, turns);
          writeRows(
              tx,
              lost.isEmpty()
                  ? turns
                  : turns.stream().filter(t -> !lost.contains(t.partition())).toList());
          return lost;
        });
  }

  /** Whether the transaction that wrote this very turn was committed. */
  boolean isWritten(Turn turn) {
    return database.read(tx -> tables.history().exists(tx, turn.history()));
  }

  private Set<PartitionRow> lockPartitions(Tx tx, List<Turn> turns) {
    Set<Integer> ids = new TreeSet<>();
    turns.forEach(turn -> ids.add(turn.partition().id()));
    Set<PartitionRow> held = new HashSet<>();
    ids.forEach(id -> held.add(tables.partitions().lock(tx, hub.id(), id)));
    Set<PartitionRow> lost = new HashSet<>();
    turns.stream().map(Turn::partition).filter(p -> !held.contains(p)).forEach(lost::add);
    return lost;
  }

  private void writeRows(Tx tx, List<Turn> turns) {
    tables.deleteRuns(tx, turns.stream().map(Turn::replacedKey).filter(k -> k != null).toList());
    tables.instances().insert(tx, hub.id(), rows(turns.stream().filter(Turn::first)));
    tables.instances().update(tx, rows(turns.stream().filter(Turn::rowChanged)));
    tables.history().insert(tx, turns.stream().map(Turn::history).toList());
    tables.history().replace(tx, all(turns, Turn::rewrittenHistory));
    tables.inbox().delete(tx, all(turns, Turn::inboxSequences));
    tables.timers().insert(tx, hub.id(), all(turns, Turn::newTimers));
    tables.timers().delete(tx, all(turns, Turn::firedTimers));
    tables.activityQueue().insert(tx, hub.id(), all(turns, Turn::queuedTasks));
    tables.activityQueue().delete(tx, all(turns, Turn::endedQueuedTasks));
    tables.deleteWaitingWork(
        tx, turns.stream().filter(Turn::clearWaiting).map(t -> t.instance().key()).toList());
  }

  private static List<InstanceRow> rows(Stream<Turn> turns) {
    return turns.map(Turn::row).toList();
  }

  private static <T> List<T> all(List<Turn> turns, Function<Turn, Collection<T>> part) {
    return turns.stream().flatMap(turn -> part.apply(turn).stream()).toList();
  }
}
