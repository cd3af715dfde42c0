package io.perdura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The numbers of instances that the engine keeps, and the instances that are there. */
public final class StoredCounts {

  /** One statement, so that others may be at work meanwhile. */
  private static final String DIFFERENCES =
      """
      SELECT hub, runtime_status, created_day, name, partition_id, SUM(instances) AS too_many
        FROM (SELECT hub, runtime_status, created_day, name, partition_id, instances
                FROM instance_counts
              UNION ALL
              SELECT hub, runtime_status,
                     CASE WHEN runtime_status IN (1, 3, 4, 5) THEN CAST(created_time AS DATE)
                          ELSE CAST('1970-01-01' AS DATE) END,
                     name, partition_id, -1
                FROM instances) counted
       GROUP BY hub, runtime_status, created_day, name, partition_id
      HAVING SUM(instances) <> 0
      """;

  /** As the comment in the schema says. */
  private static final String MAKE =
      """
      INSERT INTO instance_counts (hub, runtime_status, created_day, name, partition_id, instances)
      SELECT hub, runtime_status, CASE WHEN runtime_status IN (1, 3, 4, 5) THEN CAST(created_time AS DATE)
             ELSE '1970-01-01' END, name, partition_id, COUNT(*) FROM instances GROUP BY 1, 2, 3, 4, 5
      """;

  private StoredCounts() {}

  /** Makes them anew, for a test that has changed the instances by hand; the caller commits. */
  public static void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM instance_counts");
      statement.execute(MAKE);
    }
  }

  /** Fails with the differences. */
  public static void assertTrue(DataSource dataSource) {
    List<String> differences = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DIFFERENCES)) {
      while (row.next()) {
        differences.add(
            "status %s, day %s, %s in partition %s: %s too many"
                .formatted(
                    row.getString("runtime_status"),
                    row.getString("created_day"),
                    row.getString("name"),
                    row.getString("partition_id"),
                    row.getString("too_many")));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot compare the counts", e);
    }
    assertThat(differences).as("numbers of instances").isEmpty();
  }
}
