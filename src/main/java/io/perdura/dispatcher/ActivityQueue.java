package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.Tables;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TaskHub;
import java.util.List;
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
      List<QueuedTask> claimed =
          database.inTransaction(
              tx -> tables.activityQueue().claim(tx, hub.id(), node.getAsLong(), room));
      claimed.forEach(this::run);
      return !claimed.isEmpty();
    } catch (DatabaseException e) {
      log.warn("The activity queue cannot be read now: {}", e.getMessage());
      return false;
    }
  }

  private void run(QueuedTask queued) {
    pool.submit(queued, event -> results.accept(new Delivery.QueuedTaskEnded(queued, event)));
  }
}
