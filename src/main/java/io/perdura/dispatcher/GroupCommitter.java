package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers turns while one transaction is under way and writes them with the next. A thread of its
 * own does the writing; a turn's fate is told on that thread.
 */
final class GroupCommitter {

  /** What became of a turn that could not be written. */
  enum Refusal {
    /** Another node owns the partition now. */
    FENCED,
    /** The database was away; the same turn may be written later. */
    UNAVAILABLE,
    /** The row to insert exists: someone else started the same instance. */
    DUPLICATE,
    /** The turn is longer than the database takes at once. */
    TOO_LONG,
    /** The run to rewind is no more. */
    PURGED,
    /** The turn itself cannot be written. */
    FAILED
  }

  private static final Logger log = LoggerFactory.getLogger(GroupCommitter.class);

  /** Larger batches cost less per turn, but hold the partitions' locks longer. */
  private static final int MOST_TURNS = 256;

  private static final int LOCK_RETRIES = 5;
  private static final long RETRY_MILLIS = 200;

  private final CommitBatch batches;
  private final Consumer<PartitionWrite> whenWritten;
  private final BiConsumer<PartitionWrite, Refusal> whenRefused;
  private final Mailbox<PartitionWrite> queue = new Mailbox<>();
  private final Thread thread;

  GroupCommitter(
      String name,
      CommitBatch batches,
      Consumer<PartitionWrite> whenWritten,
      BiConsumer<PartitionWrite, Refusal> whenRefused) {
    this.batches = batches;
    this.whenWritten = whenWritten;
    this.whenRefused = whenRefused;
    this.thread = new Thread(this::loop, name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void submit(PartitionWrite turn) {
    queue.offer(turn);
  }

  /**
   * Ends the thread once what it writes is decided; call it when no partition submits turns any
   * more. A turn whose outcome the database does not tell by then counts as not written.
   */
  void close() {
    queue.close();
  }

  private void loop() {
    try {
      while (!queue.isClosed()) {
        List<PartitionWrite> batch = queue.take(MOST_TURNS, Long.MAX_VALUE);
        if (!batch.isEmpty()) {
          writeOrRefuse(batch);
        }
      }
    } catch (InterruptedException e) {
      log.warn("{} was interrupted and ends", thread.getName());
    }
  }

  private void writeOrRefuse(List<PartitionWrite> batch) throws InterruptedException {
    try {
      write(batch);
    } catch (RuntimeException | Error e) {
      log.error("Unexpected failure while writing turns", e);
      batch.forEach(this::refuseAfterFailure);
    }
  }

  /** Whatever has happened to one partition, the turns of the others must be written. */
  private void refuseAfterFailure(PartitionWrite turn) {
    try {
      whenRefused.accept(turn, Refusal.FAILED);
    } catch (RuntimeException | Error e) {
      log.error("Partition {} cannot be told of a turn's failure", turn.partition().id(), e);
    }
  }

  private void write(List<PartitionWrite> turns) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        tell(turns, batches.write(turns));
        return;
      } catch (DatabaseException e) {
        boolean retry = e.kind() == DatabaseException.Kind.LOCKED && attempt < LOCK_RETRIES;
        if (!retry) {
          refuse(turns, e);
          return;
        }
      }
    }
  }

  private void tell(List<PartitionWrite> turns, Map<PartitionWrite, Refusal> leftOut) {
    for (PartitionWrite turn : turns) {
      if (leftOut.containsKey(turn)) {
        whenRefused.accept(turn, leftOut.get(turn));
      } else {
        whenWritten.accept(turn);
      }
    }
  }

  private void refuse(List<PartitionWrite> turns, DatabaseException e) throws InterruptedException {
    switch (e.kind()) {
      case OUTCOME_UNKNOWN -> findOut(turns);
      case UNAVAILABLE, LOCKED -> {
        log.warn("Turns cannot be written now: {}", e.getMessage());
        turns.forEach(turn -> whenRefused.accept(turn, Refusal.UNAVAILABLE));
      }
      case DUPLICATE_KEY, TOO_LONG, FAILED -> {
        if (turns.size() > 1) {
          for (PartitionWrite turn : turns) {
            write(List.of(turn));
          }
        } else {
          refuseOne(turns.get(0), e);
        }
      }
    }
  }

  private void refuseOne(PartitionWrite turn, DatabaseException e) {
    boolean duplicate = e.kind() == DatabaseException.Kind.DUPLICATE_KEY && turn.first();
    if (duplicate) {
      whenRefused.accept(turn, Refusal.DUPLICATE);
    } else if (e.kind() == DatabaseException.Kind.TOO_LONG) {
      log.warn("A turn of '{}' is too long to be written: {}", turn.subject(), e.getMessage());
      whenRefused.accept(turn, Refusal.TOO_LONG);
    } else {
      log.error("A turn of '{}' cannot be written", turn.subject(), e);
      whenRefused.accept(turn, Refusal.FAILED);
    }
  }

  /** The connection broke during the commit: only the database knows whether it happened. */
  private void findOut(List<PartitionWrite> turns) throws InterruptedException {
    for (PartitionWrite turn : turns) {
      if (isWritten(turn)) {
        whenWritten.accept(turn);
      } else {
        whenRefused.accept(turn, Refusal.UNAVAILABLE);
      }
    }
  }

  private boolean isWritten(PartitionWrite turn) throws InterruptedException {
    while (!queue.isClosed()) {
      try {
        return batches.isWritten(turn);
      } catch (DatabaseException e) {
        log.warn("The outcome of a commit is not known yet: {}", e.getMessage());
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
    return false;
  }
}
