package io.perdura.dao;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.PagePosition;
import io.perdura.taskhub.TaskHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Deletes finished instances by a filter, chunk after chunk, each in a transaction of its own and
 * under the lock of one partition. It pauses between chunks, the longer the later it gets its
 * locks: then others are at work, and come first. Blocks its caller as long as it takes.
 */
public final class InstancePurge {

  /** What a purge is part of, told of each chunk within the chunk's transaction. */
  public interface Progress {

    /** Whether the next chunk may be deleted. */
    boolean mayGoOn(Tx tx);

    void deleted(Tx tx, int instances);
  }

  /** For a purge that nobody counts or stops. */
  static final Progress UNATTENDED =
      new Progress() {
        @Override
        public boolean mayGoOn(Tx tx) {
          return true;
        }

        @Override
        public void deleted(Tx tx, int instances) {
          // the caller has the sum in the end
        }
      };

  /**
   * What a purge did.
   *
   * @param complete false when its {@link Progress} stopped it
   */
  public record Outcome(long deleted, boolean complete) {}

  /** Read at once, and then deleted partition by partition: few would make small chunks. */
  private static final int PAGE = 10_000;

  /** Instances deleted in a transaction: more would hold turns up for longer. */
  private static final int CHUNK = 200;

  /** Others may hold locks for a while, or deadlock with a chunk, but not again and again. */
  private static final int MOST_ATTEMPTS = 5;

  private final Database database;
  private final TaskHub hub;
  private final Tables tables;
  private final InstanceSearch search;

  public InstancePurge(Database database, TaskHub hub, Tables tables) {
    this.database = database;
    this.hub = hub;
    this.tables = tables;
    this.search = new InstanceSearch(hub.id(), SearchLimits.DEFAULT);
  }

  /** Deletes all finished instances that match. */
  public Outcome run(InstanceFilter filter, Progress progress) {
    InstanceFilter finished = filter.finishedOnly();
    InstanceOrder order = finished.naturalOrder();
    PurgePace pace = new PurgePace();
    PagePosition position = null;
    long deleted = 0;
    do {
      InstanceQuery query = new InstanceQuery(finished, order, position, PAGE);
      FoundPage page = database.read(tx -> search.page(tx, query));
      for (Chunk chunk : chunks(page.found())) {
        OptionalInt inChunk = deleteThenPause(chunk, progress, pace);
        if (inChunk.isEmpty()) {
          return new Outcome(deleted, false);
        }
        deleted += inChunk.getAsInt();
      }
      position = page.next();
    } while (position != null);
    return new Outcome(deleted, true);
  }

  private record Chunk(int partition, List<Long> keys) {}

  private static List<Chunk> chunks(List<FoundInstance> found) {
    Map<Integer, List<Long>> byPartition =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    FoundInstance::partition,
                    TreeMap::new,
                    Collectors.mapping(FoundInstance::key, Collectors.toList())));
    List<Chunk> chunks = new ArrayList<>();
    byPartition.forEach(
        (partition, keys) -> {
          for (int from = 0; from < keys.size(); from += CHUNK) {
            int to = Math.min(from + CHUNK, keys.size());
            chunks.add(new Chunk(partition, keys.subList(from, to)));
          }
        });
    return chunks;
  }

  /**
   * What became of a chunk.
   *
   * @param deleted empty when the purge may not go on
   * @param lockNanos until it had the partition's lock
   */
  private record Done(OptionalInt deleted, long lockNanos) {}

  private OptionalInt deleteThenPause(Chunk chunk, Progress progress, PurgePace pace) {
    long begin = System.nanoTime();
    Done done = delete(chunk, progress, 1);
    LockSupport.parkNanos(pace.pauseAfter(System.nanoTime() - begin, done.lockNanos()));
    return done.deleted();
  }

  private Done delete(Chunk chunk, Progress progress, int attempt) {
    try {
      return database.inTransaction(tx -> delete(tx, chunk, progress));
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.LOCKED && attempt < MOST_ATTEMPTS) {
        return delete(chunk, progress, attempt + 1);
      }
      throw e;
    }
  }

  private Done delete(Tx tx, Chunk chunk, Progress progress) {
    if (!progress.mayGoOn(tx)) {
      return new Done(OptionalInt.empty(), 0);
    }
    long begin = System.nanoTime();
    tables.partitions().lock(tx, hub.id(), chunk.partition());
    long lockNanos = System.nanoTime() - begin;
    // what has begun to run again since it was found stays
    List<Long> finished = tables.instances().finishedOf(tx, chunk.keys());
    tables.deleteFinishedRuns(tx, finished);
    progress.deleted(tx, finished.size());
    return new Done(OptionalInt.of(finished.size()), lockNanos);
  }
}
