package io.perdura.dao;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.PagePosition;
import io.perdura.taskhub.TaskHub;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * Deletes finished instances by a filter, chunk after chunk, each in a transaction of its own. It
 * locks nothing but what it deletes, and pauses between chunks, so that others get on with their
 * work. Blocks its caller as long as it takes.
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

  /** Read at once, and then deleted chunk by chunk. */
  private static final int PAGE = 10_000;

  /** Instances deleted in a transaction: others wait for the disk while it is written. */
  private static final int CHUNK = 200;

  /** A pause after each chunk, of this part of the time that the chunk took. */
  private static final int PAUSE_PART = 4;

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
    PagePosition position = null;
    long deleted = 0;
    do {
      InstanceQuery query = new InstanceQuery(finished, order, position, PAGE);
      FoundPage page = database.read(tx -> search.page(tx, query));
      for (List<Long> chunk : chunks(page.found())) {
        OptionalInt inChunk = deleteThenPause(chunk, progress);
        if (inChunk.isEmpty()) {
          return new Outcome(deleted, false);
        }
        deleted += inChunk.getAsInt();
      }
      position = page.next();
    } while (position != null);
    return new Outcome(deleted, true);
  }

  private static List<List<Long>> chunks(List<FoundInstance> found) {
    List<Long> keys = found.stream().map(FoundInstance::key).toList();
    List<List<Long>> chunks = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += CHUNK) {
      chunks.add(keys.subList(from, Math.min(from + CHUNK, keys.size())));
    }
    return chunks;
  }

  /** Empty when the purge may not go on. */
  private OptionalInt deleteThenPause(List<Long> keys, Progress progress) {
    long begin = System.nanoTime();
    OptionalInt deleted = database.inTransactionDespiteLocks(tx -> delete(tx, keys, progress));
    LockSupport.parkNanos((System.nanoTime() - begin) / PAUSE_PART);
    return deleted;
  }

  private OptionalInt delete(Tx tx, List<Long> keys, Progress progress) {
    if (!progress.mayGoOn(tx)) {
      return OptionalInt.empty();
    }
    // what has begun to run again since it was found stays
    int deleted = tables.deleteFinishedRuns(tx, hub.id(), keys);
    progress.deleted(tx, deleted);
    return OptionalInt.of(deleted);
  }
}
