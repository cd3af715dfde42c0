package io.perdura.dao;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own, committed when the work returns, rolled back when anything
 * at all is thrown. Transactions do not nest. Thread-safe.
 */
public final class Database {

  private static final int MOST_ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 20_000_000;

  private final DataSource transactions;
  private final DataSource reads;

  /**
   * @param transactions gives connections at READ COMMITTED without auto-commit
   * @param reads gives connections with auto-commit, which spare a read the cost of a commit
   */
  public Database(DataSource transactions, DataSource reads) {
    this.transactions = transactions;
    this.reads = reads;
  }

  /**
   * Runs statements that only read, each for itself.
   *
   * @throws DatabaseException when the database refuses or cannot be reached
   */
  public <T> T read(Function<Tx, T> work) {
    try (Connection connection = reads.getConnection()) {
      return work.apply(new Tx(connection));
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /**
   * Runs {@code work} and commits.
   *
   * @throws DatabaseException when the database refuses or cannot be reached
   */
  public <T> T inTransaction(Function<Tx, T> work) {
    try (Connection connection = transactions.getConnection()) {
      T result = workOrRollback(connection, work);
      commit(connection);
      return result;
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /**
   * As {@link #inTransaction}, and anew some times when others held the locks: they may do so for a
   * while, or deadlock with this, but not again and again.
   *
   * @param work may run more than once, but takes effect once at most
   */
  public <T> T inTransactionDespiteLocks(Function<Tx, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(work);
      } catch (DatabaseException e) {
        if (e.kind() != DatabaseException.Kind.LOCKED || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        // at once, the others would not get the locks that this has just lost
        LockSupport.parkNanos(attempt * PAUSE_NANOS);
      }
    }
  }

  /** As {@link #inTransaction}, for work that has no result. */
  public void run(Consumer<Tx> work) {
    inTransaction(
        tx -> {
          work.accept(tx);
          return null;
        });
  }

  private static <T> T workOrRollback(Connection connection, Function<Tx, T> work) {
    try {
      return work.apply(new Tx(connection));
    } catch (Throwable failure) {
      try {
        connection.rollback();
      } catch (SQLException rollbackFailure) {
        failure.addSuppressed(rollbackFailure);
      }
      throw failure;
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw DatabaseException.atCommit(e);
    }
  }
}
