package io.perdura.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Instances that no engine has run, for tests that need many: created when 2026 began. */
public final class FinishedInstances {

  /** The name of their orchestrator. */
  public static final String NAME = "Stored";

  private FinishedInstances() {}

  /** Puts them into a hub, counts anew all instances of the database, and commits. */
  public static void store(Connection connection, String hub, int count) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      int hubId = idOf(hub, statement);
      statement.execute(
          """
          INSERT INTO instances (instance_key, hub, partition_id, instance_id, name, runtime_status,
                 in_flight, created_time, updated_time) VALUES
          """
              + rows(count, i -> instance(i, hubId)));
      statement.execute(
          "INSERT INTO history (instance_key, turn, turn_time, events) VALUES "
              + rows(count, "(%d, 0, '2026-01-01', '{}')"::formatted));
      StoredCounts.make(connection);
      connection.commit();
    }
  }

  private static int idOf(String hub, Statement statement) throws SQLException {
    String sql = "SELECT id FROM task_hubs WHERE name = '%s'".formatted(hub);
    try (ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getInt(1);
    }
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(", "));
  }

  /** The id is a literal that is binary on every database. */
  private static String instance(int number, int hub) {
    String id = HexFormat.of().formatHex(("i" + number).getBytes(UTF_8));
    return "(%d, %d, %d, X'%s', '%s', 1, 0, '2026-01-01', '2026-01-01')"
        .formatted(number, hub, number % 8, id, NAME);
  }
}
