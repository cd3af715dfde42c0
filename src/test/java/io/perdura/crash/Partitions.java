package io.perdura.crash;

import io.perdura.testing.MariaDbServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Who owns the partitions, read from the database. */
final class Partitions {

  /** Stands for the owner of partitions that nobody owns. */
  static final long NOBODY = -1;

  private final String url;

  Partitions(String url) {
    this.url = url;
  }

  /**
   * Number of partitions by the number of the node that owns them; unowned ones under {@link
   * #NOBODY}.
   */
  Map<Long, Long> countByOwner() throws SQLException {
    return numbers("SELECT COALESCE(owner, -1), COUNT(*) FROM partitions GROUP BY owner");
  }

  private Map<Long, Long> numbers(String sql) throws SQLException {
    Map<Long, Long> numbers = new TreeMap<>();
    try (Connection connection = MariaDbServer.connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return numbers;
  }

  /**
   * How often each node has beaten, by its number: once a second, and more slowly on a machine that
   * is too busy.
   */
  Map<Long, Long> beats() throws SQLException {
    return numbers("SELECT number, beat FROM nodes");
  }

  /** Sum of the epochs: rises with each change of an owner. */
  long epochs() throws SQLException {
    return number("SELECT SUM(epoch) FROM partitions");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = MariaDbServer.connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
