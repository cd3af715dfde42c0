package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.Tables;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TaskHub;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes activities that any node may run from the queue table, as long as this node has room. */
final class ActivityQueue {

  private static final Logger log = LoggerFactory.getLogger(ActivityQueue.class);
  private static final int MOST_CLAIMED = 64;

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;
  private final LongSupplier node;
  private final ActivityPool pool;
  private final Consumer<Delivery.QueuedTaskEnded> results;

  /** What a node number has perhaps claimed, without anybody running it. */
  private record Claim(long node, List<QueuedTask> tasks) {}

  private Claim unsure;

  /**
   * @param node number of this node, which may change
   * @param results takes the results to the instances, wherever they are
   */
  ActivityQueue(
      Database database,
      Tables tables,
      TaskHub hub,
      LongSupplier node,
      ActivityPool pool,
      Consumer<Delivery.QueuedTaskEnded> results) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
    this.node = node;
    this.pool = pool;
    this.results = results;
  }

  /** Takes some; whether there may be more to do soon. */
  boolean claimAndRun() {
    int room = Math.min(MOST_CLAIMED, pool.room());
    if (room == 0) {
      return true;
    }
    try {
      releaseUnsure();
      Claim claimed = claim(room);
      claimed.tasks().forEach(this::run);
      return !claimed.tasks().isEmpty();
    } catch (DatabaseException e) {
      log.warn("The activity queue cannot be read now: {}", e.getMessage());
      return false;
    }
  }

  private Claim claim(int room) {
    AtomicReference<Claim> last = new AtomicReference<>();
    try {
      return database.inTransaction(
          tx -> {
            long self = node.getAsLong();
            last.set(new Claim(self, tables.activityQueue().claim(tx, hub.id(), self, room)));
            return last.get();
          });
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN) {
        unsure = last.get();
      }
      throw e;
    }
  }

  private void releaseUnsure() {
    if (unsure != null) {
      database.run(tx -> tables.activityQueue().release(tx, unsure.tasks(), unsure.node()));
      unsure = null;
    }
  }

  private void run(QueuedTask queued) {
    pool.submit(queued, event -> results.accept(new Delivery.QueuedTaskEnded(queued, event)));
  }
}
