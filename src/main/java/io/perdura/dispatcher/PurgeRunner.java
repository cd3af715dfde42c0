package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.InstancePurge;
import io.perdura.dao.PurgeDao;
import io.perdura.dao.Tables;
import io.perdura.dao.Tx;
import io.perdura.taskhub.PurgeRow;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs background purges, one at a time on this node. A purge belongs to the node that claimed it
 * as long as that node lives, and each chunk checks that in its own transaction.
 */
final class PurgeRunner implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PurgeRunner.class);
  private static final long IDLE_MILLIS = 1_000;

  private final Database database;
  private final TaskHub hub;
  private final PurgeDao purges;
  private final InstancePurge instances;
  private final LongSupplier node;
  private final Clock clock;
  private final Mailbox<Boolean> stopSignal = new Mailbox<>();

  /**
   * @param node number of this node, which may change
   */
  PurgeRunner(Database database, Tables tables, TaskHub hub, LongSupplier node, Clock clock) {
    this.database = database;
    this.hub = hub;
    this.purges = tables.purges();
    this.instances = new InstancePurge(database, hub, tables);
    this.node = node;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (!stopSignal.isClosed()) {
        stopSignal.take(1, TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
        runNext();
      }
    } catch (InterruptedException e) {
      log.warn("The job for background purges was interrupted and ends");
    }
  }

  void close() {
    stopSignal.close();
  }

  private void runNext() {
    try {
      long self = node.getAsLong();
      Optional<PurgeRow> next = database.read(tx -> purges.next(tx, hub.id(), self));
      if (next.isPresent()
          && database.inTransaction(tx -> purges.claim(tx, next.get().id(), self))) {
        run(next.get(), self);
      }
    } catch (DatabaseException e) {
      log.warn("Background purges wait for the database: {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      log.error("Background purges have failed and go on", e);
    }
  }

  private void run(PurgeRow purge, long self) {
    log.info("Purge {} of {} is at work", purge.id(), purge.filter());
    try {
      if (instances.run(purge.filter(), new ClaimedPurge(purge.id(), self)).complete()) {
        end(purge, self, PurgeRow.State.COMPLETED);
      }
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.FAILED) {
        throw e;
      }
      log.error("Purge {} has failed", purge.id(), e);
      end(purge, self, PurgeRow.State.FAILED);
    }
  }

  private void end(PurgeRow purge, long self, PurgeRow.State state) {
    database.run(tx -> purges.end(tx, purge.id(), self, state, clock.instant()));
    log.info("Purge {}: {}", purge.id(), state.wireName());
  }

  /** Goes on until the node stops, or the purge is cancelled or another node's. */
  private final class ClaimedPurge implements InstancePurge.Progress {

    private final long id;
    private final long self;

    ClaimedPurge(long id, long self) {
      this.id = id;
      this.self = self;
    }

    @Override
    public boolean mayGoOn(Tx tx) {
      return !stopSignal.isClosed() && purges.lock(tx, id, self);
    }

    @Override
    public void deleted(Tx tx, int count) {
      purges.add(tx, id, count, clock.instant());
    }
  }
}
