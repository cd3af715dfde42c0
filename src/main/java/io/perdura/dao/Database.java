package io.perdura.dao;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own, committed when the work returns, rolled back when anything
 * at all is thrown. Transactions do not nest. Thread-safe.
 */
public final class Database {

  private final DataSource dataSource;

  /**
   * @param dataSource gives connections at READ COMMITTED
   */
  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs {@code work} and commits.
   *
   * @throws DatabaseException when the database refuses or cannot be reached
   */
  public <T> T inTransaction(Function<Tx, T> work) {
    try (Connection connection = dataSource.getConnection()) {
      if (connection.getAutoCommit()) {
        connection.setAutoCommit(false);
      }
      T result = workOrRollback(connection, work);
      commit(connection);
      return result;
    } catch (SQLException e) {
      throw DatabaseException.of(e);
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
