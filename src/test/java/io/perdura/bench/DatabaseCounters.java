package io.perdura.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the database server has done since it started.
 *
 * @param rows rows inserted, updated and deleted
 */
record DatabaseCounters(long commits, long rows, long statements) {

  static DatabaseCounters read(Connection connection) throws SQLException {
    return new DatabaseCounters(
        value(connection, "Com_commit"),
        value(connection, "Handler_write")
            + value(connection, "Handler_update")
            + value(connection, "Handler_delete"),
        value(connection, "Questions"));
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
