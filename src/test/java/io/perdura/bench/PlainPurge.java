package io.perdura.bench;

import io.perdura.testing.StoredCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** The limit of a purge: the same rows deleted by plain statements, chunk after chunk, no pause. */
final class PlainPurge {

  private static final int CHUNK = 200;

  private static final String SELECT =
      """
      SELECT instance_key FROM instances
       WHERE hub = 1 AND runtime_status = 1 AND created_time >= ? AND created_time < ?
       ORDER BY created_time LIMIT ?
      """;

  private final DataSource dataSource;

  PlainPurge(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Deletes the completed instances created in this time and returns how many a second. The numbers
   * of instances are made true again after that.
   */
  double run(Instant from, Instant to) throws SQLException {
    long begin = System.nanoTime();
    long deleted = 0;
    try (Connection connection = dataSource.getConnection()) {
      List<Long> keys = keys(connection, from, to);
      while (!keys.isEmpty()) {
        for (String table : List.of("instances", "history", "timers", "activity_queue")) {
          delete(connection, table, keys);
        }
        connection.commit();
        deleted += keys.size();
        keys = keys(connection, from, to);
      }
      double rate = deleted / ((System.nanoTime() - begin) / 1e9);
      StoredCounts.make(connection);
      connection.commit();
      return rate;
    }
  }

  private static List<Long> keys(Connection connection, Instant from, Instant to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setObject(1, LocalDateTime.ofInstant(from, ZoneOffset.UTC));
      statement.setObject(2, LocalDateTime.ofInstant(to, ZoneOffset.UTC));
      statement.setInt(3, CHUNK);
      List<Long> keys = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
        }
      }
      return keys;
    }
  }

  private static void delete(Connection connection, String table, List<Long> keys)
      throws SQLException {
    String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM " + table + " WHERE instance_key IN (" + places + ")")) {
      for (int i = 0; i < keys.size(); i++) {
        statement.setLong(i + 1, keys.get(i));
      }
      statement.executeUpdate();
    }
  }
}
