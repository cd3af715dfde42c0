package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.Tables;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what other nodes did: messages they left for partitions of this node, and instances of
 * theirs that somebody here waits for.
 */
final class CrossNodePoll {

  private static final Logger log = LoggerFactory.getLogger(CrossNodePoll.class);

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;
  private final CompletionWatchers watchers;
  private final IntPredicate wakeIfLocal;
  private final IntPredicate isLocal;
  private final Clock clock;
  private Map<Integer, Long> seen = Map.of();

  /**
   * @param wakeIfLocal tells a partition of this node that messages wait; false when it runs
   *     elsewhere
   * @param isLocal whether a partition runs here
   */
  CrossNodePoll(
      Database database,
      Tables tables,
      TaskHub hub,
      CompletionWatchers watchers,
      IntPredicate wakeIfLocal,
      IntPredicate isLocal,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
    this.watchers = watchers;
    this.wakeIfLocal = wakeIfLocal;
    this.isLocal = isLocal;
    this.clock = clock;
  }

  /** Looks once; whether there may be more to find soon. */
  boolean poll() {
    try {
      boolean found = wakePartitions();
      return tellWatchers() || found;
    } catch (DatabaseException e) {
      log.warn("Messages of other nodes cannot be read now: {}", e.getMessage());
      return false;
    }
  }

  /** Messages for locked entities stay for long; what stays as it was is no reason to hurry. */
  private boolean wakePartitions() {
    Map<Integer, Long> waiting =
        database.read(tx -> tables.inbox().waitingPartitions(tx, hub.id(), clock.instant()));
    boolean found = false;
    for (Map.Entry<Integer, Long> newest : waiting.entrySet()) {
      boolean local = wakeIfLocal.test(newest.getKey());
      found |= local && !newest.getValue().equals(seen.get(newest.getKey()));
    }
    seen = waiting;
    return found;
  }

  /** Whether somebody waits for an instance of another node. */
  private boolean tellWatchers() {
    List<String> remote =
        watchers.watched().stream().filter(id -> !isLocal.test(hub.partitionOf(id))).toList();
    if (remote.isEmpty()) {
      return false;
    }
    database.read(tx -> tables.instances().findByIds(tx, hub.id(), remote)).stream()
        .filter(row -> row.status().isTerminal())
        .forEach(watchers::finished);
    return true;
  }
}
