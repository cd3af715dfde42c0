package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.Tables;
import io.perdura.dao.Tx;
import io.perdura.taskhub.NodeRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which partitions this node owns. A node lives as long as others see its beat rise; each
 * measures that with its own stopwatch, so that no two clocks are ever compared. Thread-safe.
 */
final class LeaseKeeper {

  /** What runs the partitions this node owns. */
  interface Owner {

    /** The partitions that run here, those that are ending included. */
    List<PartitionRow> running();

    void run(PartitionRow partition);

    /** Ends the partition's turns; returns at once. */
    void stop(int partition);
  }

  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  /**
   * With a beat and a look each second, a dead node is found 3 to 4 seconds after its last beat.
   */
  private static final long DEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(2_900);

  private record Seen(long beat, long atNanos) {}

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;
  private final String nodeName;
  private final Owner owner;
  private final LongSupplier stopwatch;
  private final Map<Long, Seen> seen = new HashMap<>();
  private volatile long node;
  private volatile boolean hasPeers;
  private boolean stopped;

  LeaseKeeper(
      Database database,
      Tables tables,
      TaskHub hub,
      String nodeName,
      long node,
      Owner owner,
      LongSupplier stopwatch) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
    this.nodeName = nodeName;
    this.node = node;
    this.owner = owner;
    this.stopwatch = stopwatch;
  }

  /** Renews this node's lease, takes over from dead nodes and evens out the shares. */
  synchronized void keep() {
    if (stopped) {
      return;
    }
    try {
      List<PartitionRow> mine = database.inTransaction(this::renewAndClaim);
      follow(mine);
    } catch (DatabaseException e) {
      log.warn("The lease of this node cannot be renewed: {}", e.getMessage());
    }
  }

  /** Takes nothing more; waits for a {@link #keep} under way. */
  synchronized void stop() {
    stopped = true;
  }

  /** Gives everything up, so that others can take over at once, or soon when that fails. */
  synchronized void leave() {
    stopped = true;
    try {
      database.run(
          tx -> {
            tables.partitions().list(tx, hub.id()).stream()
                .filter(this::isMine)
                .forEach(p -> tables.partitions().release(tx, hub.id(), p));
            tables.removeNode(tx, hub.id(), node);
          });
    } catch (DatabaseException e) {
      log.warn("This node leaves without a word, as the database is away: {}", e.getMessage());
    }
  }

  private List<PartitionRow> renewAndClaim(Tx tx) {
    if (!tables.nodes().beat(tx, node)) {
      log.warn("Others gave this node up for dead; it joins again");
      node = tables.nodes().insert(tx, hub.id(), nodeName);
    }
    List<NodeRow> nodes = tables.nodes().list(tx, hub.id());
    Set<Long> live = live(nodes);
    nodes.stream()
        .filter(n -> !live.contains(n.number()))
        .forEach(n -> tables.removeNode(tx, hub.id(), n.number()));
    hasPeers = live.size() > 1;
    return claim(tx, live);
  }

  /** Whether other nodes share the hub. */
  boolean hasPeers() {
    return hasPeers;
  }

  /** This node's number; it changes when others gave the node up for dead. */
  long node() {
    return node;
  }

  private Set<Long> live(List<NodeRow> nodes) {
    long now = stopwatch.getAsLong();
    Set<Long> live = new HashSet<>();
    for (NodeRow row : nodes) {
      Seen last = seen.get(row.number());
      if (last == null || last.beat() != row.beat()) {
        last = new Seen(row.beat(), now);
        seen.put(row.number(), last);
      }
      if (row.number() == node || now - last.atNanos() < DEAD_NANOS) {
        live.add(row.number());
      } else {
        log.warn(
            "Node {} ({}) has stopped; its partitions are taken over", row.number(), row.name());
      }
    }
    seen.keySet().retainAll(live);
    return live;
  }

  /** The partitions this node is to run: its share, and no more. */
  private List<PartitionRow> claim(Tx tx, Set<Long> live) {
    List<PartitionRow> all = tables.partitions().list(tx, hub.id());
    List<PartitionRow> mine = new ArrayList<>(all.stream().filter(this::isMine).toList());
    int share = share(all.size(), live);
    for (PartitionRow partition : all) {
      boolean free = partition.owner() == null || !live.contains(partition.owner());
      if (free
          && mine.size() < share
          && tables.partitions().claim(tx, hub.id(), partition.id(), partition.epoch(), node)) {
        mine.add(new PartitionRow(partition.id(), node, partition.epoch() + 1));
      }
    }
    return mine.size() > share ? mine.subList(0, share) : mine;
  }

  /** Even shares; where they do not come out even, the nodes of lower number have one more. */
  private int share(int partitions, Set<Long> live) {
    long before = live.stream().filter(number -> number < node).count();
    return partitions / live.size() + (before < partitions % live.size() ? 1 : 0);
  }

  private boolean isMine(PartitionRow partition) {
    return partition.owner() != null && partition.owner() == node;
  }

  private void follow(List<PartitionRow> mine) {
    Set<Integer> running = new HashSet<>();
    for (PartitionRow partition : owner.running()) {
      running.add(partition.id());
      if (!mine.contains(partition)) {
        owner.stop(partition.id());
      }
    }
    List<PartitionRow> taken = mine.stream().filter(p -> !running.contains(p.id())).toList();
    if (!taken.isEmpty()) {
      log.info("Partitions taken: {}", taken.stream().map(PartitionRow::id).toList());
    }
    taken.forEach(owner::run);
  }

  /** Gives up a partition that no longer runs here. */
  void release(PartitionRow partition) {
    try {
      database.run(tx -> tables.partitions().release(tx, hub.id(), partition));
    } catch (DatabaseException e) {
      log.warn("Partition {} cannot be given up yet: {}", partition.id(), e.getMessage());
    }
  }
}
