package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.StoredCounts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A purge that overtakes the rewind of the same failed instance, on whichever database. */
abstract class RewindPurgeContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestFunctions functions = new TestFunctions();
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  /** A query that counts the transactions that wait for a lock. */
  abstract String countWaiting();

  @BeforeEach
  void start() {
    database = newDatabase();
    engine = EngineFixture.start(database, functions.registry());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void nothingIsLeftOfAnInstancePurgedWhileItsRewindWaitsToBeWritten() throws SQLException {
    functions.failNext("rw", 2);
    String id = engine.client().start("FlakyFanOut", "rw", "5").toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    int runs = functions.runs("rw").size();
    CompletableFuture<Void> rewind;
    try (Connection purge =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = purge.createStatement()) {
      purge.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM instances");
      statement.executeUpdate("DELETE FROM history");
      StoredCounts.make(purge);
      rewind = engine.client().rewind(id, "fixed").toCompletableFuture();
      await().atMost(LIMIT).until(() -> count(countWaiting()) > 0);
      purge.commit();
    }
    assertThatThrownBy(rewind::join).hasCauseInstanceOf(InstanceNotFoundException.class);
    assertThat(count("SELECT COUNT(*) FROM instances")).isZero();
    assertThat(count("SELECT COUNT(*) FROM history")).isZero();
    assertThat(functions.runs("rw")).hasSize(runs);
  }

  private int count(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
