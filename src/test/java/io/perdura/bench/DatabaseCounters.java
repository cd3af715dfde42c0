package io.perdura.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * What the database server has done since it started.
 *
 * @param rows rows inserted, updated and deleted
 */
record DatabaseCounters(long commits, long rows, long statements) {

  private static final int IDLE_SECONDS = 10;

  static DatabaseCounters read(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return new DatabaseCounters(
          value(connection, "Com_commit"),
          value(connection, "Handler_write")
              + value(connection, "Handler_update")
              + value(connection, "Handler_delete"),
          value(connection, "Questions"));
    }
  }

  /** What a node costs that has nothing to do. */
  static String idle(DataSource dataSource, ProcessHandle node) throws Exception {
    DatabaseCounters before = read(dataSource);
    Duration cpuBefore = node.info().totalCpuDuration().orElseThrow();
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    Duration cpu = node.info().totalCpuDuration().orElseThrow().minus(cpuBefore);
    return "%.1f statements/s, %.1f %% of a core"
        .formatted(
            (double) read(dataSource).since(before).statements() / IDLE_SECONDS,
            cpu.toMillis() / 10.0 / IDLE_SECONDS);
  }

  private static long value(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
      row.next();
      return row.getLong(2);
    }
  }

  DatabaseCounters since(DatabaseCounters before) {
    return new DatabaseCounters(
        commits - before.commits, rows - before.rows, statements - before.statements);
  }
}
