package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.DurableClient;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.PurgeRow;
import io.perdura.testing.FinishedInstances;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What background purges promise beyond one node's life, on whichever database. */
abstract class BackgroundPurgeContract extends TestFunctionsFixture {

  private static final int MANY = 6_000;

  private PurgeRow purge(long id) {
    return engine.client().findPurge(id).orElseThrow();
  }

  private void awaitState(long id, PurgeRow.State state) {
    await().atMost(LIMIT).until(() -> purge(id).state() == state);
  }

  @Test
  void aPurgeCutOffByARestartGoesOnAndCountsEachInstanceOnce() throws SQLException {
    storeFinished(MANY);
    long id = engine.client().startPurge(InstanceFilter.all()).id();
    await().atMost(LIMIT).until(() -> purge(id).instancesDeleted() > 0);

    restart();

    awaitState(id, PurgeRow.State.COMPLETED);
    assertThat(purge(id).instancesDeleted()).isEqualTo(MANY);
    assertThat(rows("instances")).isZero();
    assertThat(rows("history")).isZero();
    assertThat(rows("instance_counts")).isZero();
  }

  @Test
  void aPurgeOfANodeThatDiedIsTakenUpByAnother() throws SQLException {
    storeFinished(10);
    long dead = 4711;
    execute(
        "INSERT INTO nodes (number, hub, name, beat) VALUES (%d, 1, 'dead', 0)".formatted(dead));
    execute(
        """
        INSERT INTO purges (hub, state, created_from, created_to, statuses, id_prefixes, deleted,
               requested_time, updated_time, claimed_by)
        VALUES (1, 'RUNNING', '2000-01-01', '2090-01-01', 'COMPLETED', '', 5,
               '2026-01-01', '2026-01-01', %d)
        """
            .formatted(dead));

    awaitState(1, PurgeRow.State.COMPLETED);
    assertThat(purge(1).instancesDeleted()).isEqualTo(15);
  }

  @Test
  void aCancelledPurgeDeletesNothingMore() throws SQLException {
    storeFinished(MANY);
    DurableClient client = engine.client();
    long id;
    CompletableFuture<Optional<PurgeRow>> cancelled;
    try (Connection other = engine.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      String middle = "SELECT * FROM instances WHERE instance_key = %d FOR UPDATE";
      statement.executeQuery(middle.formatted(MANY / 2)).close();
      id = client.startPurge(InstanceFilter.all()).id();
      engine.awaitWaiting(1);
      cancelled = CompletableFuture.supplyAsync(() -> client.cancelPurge(id));
      engine.awaitWaiting(2);
      other.rollback();
    }

    long deleted = cancelled.join().orElseThrow().instancesDeleted();

    assertThat(purge(id).state()).isEqualTo(PurgeRow.State.CANCELED);
    assertThat(deleted).isBetween(1L, MANY - 1L);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(LIMIT)
        .until(() -> rows("instances") == MANY - deleted);
    assertThat(purge(id).instancesDeleted()).isEqualTo(deleted);
  }

  @Test
  void aPurgeWaitsForNoPartition() throws SQLException {
    storeFinished(10);
    try (Connection turn = engine.dataSource().getConnection();
        Statement statement = turn.createStatement()) {
      statement.executeQuery("SELECT id FROM partitions FOR UPDATE").close();

      assertThat(engine.client().purgeInstances(InstanceFilter.all())).isEqualTo(10);

      turn.rollback();
    }
  }

  @Test
  void boundsFinerThanADatabaseKeepsThemLetNothingMoreIn() throws SQLException {
    storeFinished(10);
    Instant created = Instant.parse("2026-01-01T00:00:00Z");
    DurableClient client = engine.client();

    long before =
        client.startPurge(InstanceFilter.all().createdUntil(created.minusNanos(100))).id();
    long after = client.startPurge(InstanceFilter.all().createdSince(created.plusNanos(100))).id();

    awaitState(before, PurgeRow.State.COMPLETED);
    awaitState(after, PurgeRow.State.COMPLETED);
    assertThat(rows("instances")).isEqualTo(10);
  }

  @Test
  void liveInstancesStayAndGoOn() {
    String live = engine.client().scheduleNewOrchestrationInstance("WaitForGo", null, "live");
    engine.awaitEnd(engine.client().scheduleNewOrchestrationInstance("Sequence", 1, "done"));

    long id = engine.client().startPurge(InstanceFilter.all()).id();

    awaitState(id, PurgeRow.State.COMPLETED);
    assertThat(engine.client().findInstance("done")).isEmpty();
    engine.client().raiseEvent(live, "go", "1").toCompletableFuture().join();
    assertThat(engine.awaitEnd(live).getSerializedOutput()).isEqualTo("1");
  }

  @Test
  void purgesThatEndedLongAgoAreForgotten() throws SQLException {
    long id = engine.client().startPurge(InstanceFilter.all()).id();
    awaitState(id, PurgeRow.State.COMPLETED);
    execute("UPDATE purges SET updated_time = '2020-01-01'");

    engine.client().startPurge(InstanceFilter.all());

    assertThat(engine.client().findPurge(id)).isEmpty();
  }

  private void storeFinished(int count) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection()) {
      FinishedInstances.store(connection, "test", count);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private long rows(String table) throws SQLException {
    return number("SELECT COUNT(*) FROM " + table);
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long count = row.getLong(1);
      connection.commit();
      return count;
    }
  }
}
