package io.perdura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MariaDbServerTest {

  private final MariaDbServer server = MariaDbServer.shared();

  @Test
  void commitsReachTheDiskAndDatabasesCompareExactly() throws SQLException {
    String url = server.newDatabase();

    assertThat(query(url, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
    assertThat(query(url, "SELECT @@collation_database")).isEqualTo("utf8mb4_bin");
  }

  @Test
  void whatWasCommittedSurvivesKillNine() throws SQLException {
    String url = server.newDatabase();
    execute(url, "CREATE TABLE kept (word VARCHAR(20))");
    execute(url, "INSERT INTO kept VALUES ('committed')");
    long pid = server.pid();

    server.kill9();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    server.restart();

    assertThat(query(url, "SELECT word FROM kept")).isEqualTo("committed");
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = MariaDbServer.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = MariaDbServer.connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
