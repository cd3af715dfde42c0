package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.dao.Tx;
import io.perdura.dispatcher.GroupCommitter.Refusal;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
   * Commits the turns whose partitions are still held under their epochs, and whose runs are still
   * there.
   *
   * @return those that were left out, and why
   */
  Map<PartitionWrite, Refusal> write(List<PartitionWrite> turns) {
    return database.inTransaction(
        tx -> {
          // comparing turns would compare all that is in them
          Map<PartitionWrite, Refusal> leftOut = new IdentityHashMap<>();
          Set<PartitionRow> held = lockPartitions(tx, turns);
          purged(tx, only(Turn.class, turns)).forEach(turn -> leftOut.put(turn, Refusal.PURGED));
          turns.stream()
              .filter(turn -> !held.contains(turn.partition()))
              .forEach(turn -> leftOut.put(turn, Refusal.FENCED));
          List<PartitionWrite> written =
              turns.stream().filter(turn -> !leftOut.containsKey(turn)).toList();
          writeWork(tx, only(Turn.class, written));
          writeEntities(tx, only(EntityTurn.class, written));
          tables
              .activityQueue()
              .delete(tx, all(only(Reply.class, written), Reply::endedQueuedTasks));
          tables.inbox().insert(tx, hub.id(), all(written, PartitionWrite::messages));
          tables.inbox().delete(tx, all(written, PartitionWrite::inboxSequences));
          writeRuns(tx, only(Turn.class, written));
          return leftOut;
        });
  }

  /** Others may purge a finished run, so a rewind may come too late. */
  private List<Turn> purged(Tx tx, List<Turn> turns) {
    List<Turn> rewinds = turns.stream().filter(Turn::isRewind).toList();
    List<Long> present =
        tables.instances().lockFinished(tx, rewinds.stream().map(t -> t.instance().key()).toList());
    return rewinds.stream().filter(t -> !present.contains(t.instance().key())).toList();
  }

  /** Whether the transaction that wrote this very turn was committed. */
  boolean isWritten(PartitionWrite write) {
    return database.read(
        tx -> {
          if (write instanceof Turn turn) {
            return tables.history().exists(tx, turn.history());
          }
          return write instanceof EntityTurn turn
              ? isWritten(tx, turn)
              : isUsedUp(tx, write.inboxSequences());
        });
  }

  /**
   * Without a row to look at, there is nothing to tell but what the turn has deleted. One that has
   * deleted nothing and sent something counts as not written: its senders are told to try again.
   */
  private boolean isWritten(Tx tx, EntityTurn turn) {
    List<EntityRow> stored = tables.entities().find(tx, hub.id(), List.of(turn.entity().id()));
    if (turn.row() != null) {
      return stored.stream().anyMatch(row -> row.lastTurn() == turn.row().lastTurn());
    } else if (turn.inboxSequences().isEmpty()) {
      return stored.isEmpty() && (turn.deletes() || turn.messages().isEmpty());
    }
    return !tables.inbox().isAnyPresent(tx, turn.inboxSequences());
  }

  /** Without any inbox row, writing once more does no harm. */
  private boolean isUsedUp(Tx tx, List<Long> inboxSequences) {
    return !inboxSequences.isEmpty() && !tables.inbox().isAnyPresent(tx, inboxSequences);
  }

  private Set<PartitionRow> lockPartitions(Tx tx, List<PartitionWrite> turns) {
    Set<Integer> ids = new TreeSet<>();
    turns.forEach(turn -> ids.add(turn.partition().id()));
    Set<PartitionRow> held = new HashSet<>();
    ids.forEach(id -> held.add(tables.partitions().lock(tx, hub.id(), id)));
    return held;
  }

  private void writeWork(Tx tx, List<Turn> turns) {
    List<Turn> restarts = turns.stream().filter(Turn::restarts).toList();
    tables.instances().updateInput(tx, rows(restarts.stream().filter(t -> !t.first())));
    tables.history().deleteBefore(tx, restarts.stream().map(Turn::history).toList());
    tables.history().insert(tx, turns.stream().map(Turn::history).toList());
    tables.history().replace(tx, all(turns, Turn::rewrittenHistory));
    tables.timers().insert(tx, hub.id(), all(turns, Turn::newTimers));
    tables.timers().delete(tx, all(turns, Turn::firedTimers));
    // an activity that a rewind reopens may still stand there from before
    tables.activityQueue().deleteAllOf(tx, keys(turns.stream().filter(Turn::isRewind)));
    tables.activityQueue().insert(tx, hub.id(), all(turns, Turn::queuedTasks));
    tables.activityQueue().delete(tx, all(turns, Turn::endedQueuedTasks));
    tables.timers().deleteAllOf(tx, keys(turns.stream().filter(Turn::clearTimers)));
    tables.activityQueue().deleteAllOf(tx, keys(turns.stream().filter(Turn::clearQueue)));
  }

  private void writeRuns(Tx tx, List<Turn> turns) {
    tables.writeRuns(
        tx,
        hub.id(),
        turns.stream().map(Turn::replacedKey).filter(k -> k != null).toList(),
        rows(turns.stream().filter(Turn::first)),
        turns.stream().filter(Turn::rowChanged).map(Turn::changedRun).toList());
  }

  private void writeEntities(Tx tx, List<EntityTurn> turns) {
    tables
        .entities()
        .write(tx, hub.id(), turns.stream().map(EntityTurn::row).filter(r -> r != null).toList());
    tables
        .entities()
        .delete(
            tx,
            hub.id(),
            turns.stream().filter(EntityTurn::deletes).map(t -> t.entity().id()).toList());
  }

  private static <T extends PartitionWrite> List<T> only(
      Class<T> kind, List<PartitionWrite> writes) {
    return writes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<InstanceRow> rows(Stream<Turn> turns) {
    return turns.map(Turn::row).toList();
  }

  private static List<Long> keys(Stream<Turn> turns) {
    return turns.map(turn -> turn.instance().key()).toList();
  }

  private static <W, T> List<T> all(List<W> turns, Function<W, ? extends Collection<T>> part) {
    return turns.stream().flatMap(turn -> part.apply(turn).stream()).toList();
  }
}
