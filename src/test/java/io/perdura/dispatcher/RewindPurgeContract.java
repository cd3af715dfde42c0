package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.TaskHub;
import io.perdura.testing.StoredCounts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Purges of many at the same moment as turns, which they do not wait for, on whichever database.
 */
abstract class RewindPurgeContract extends TestFunctionsFixture {

  @Test
  void nothingIsLeftOfAnInstancePurgedWhileItsRewindWaitsToBeWritten() throws SQLException {
    functions.failNext("rw", 2);
    String id = engine.client().start("FlakyFanOut", "rw", "5").toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    int runs = functions.runs("rw").size();
    CompletableFuture<Void> rewind;
    try (Connection purge = connect();
        Statement statement = purge.createStatement()) {
      purge.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM instances");
      statement.executeUpdate("DELETE FROM history");
      StoredCounts.make(purge);
      rewind = engine.client().rewind(id, "fixed").toCompletableFuture();
      engine.awaitWaiting(1);
      purge.commit();
    }
    assertThatThrownBy(rewind::join).hasCauseInstanceOf(InstanceNotFoundException.class);
    assertThat(count("SELECT COUNT(*) FROM instances")).isZero();
    assertThat(count("SELECT COUNT(*) FROM history")).isZero();
    assertThat(functions.runs("rw")).hasSize(runs);
  }

  @Test
  void aRewindThatStillFindsTheRowButNoHistoryIsTooLate() throws SQLException {
    functions.failNext("rw", 2);
    String id = engine.client().start("FlakyFanOut", "rw", "5").toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    int runs = functions.runs("rw").size();
    execute("DELETE FROM history");

    CompletableFuture<Void> rewind = engine.client().rewind(id, "fixed").toCompletableFuture();

    assertThatThrownBy(rewind::join).hasCauseInstanceOf(InstanceNotFoundException.class);
    assertThat(count("SELECT COUNT(*) FROM history")).isZero();
    assertThat(functions.runs("rw")).hasSize(runs);
  }

  @Test
  void aRewoundParentHearsOfAChildWhoseHistoryIsGone() throws SQLException {
    String parent =
        engine.client().start("ParentOfFailing", "p", "\"c\"").toCompletableFuture().join();
    assertThat(engine.awaitEnd(parent).getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.FAILED);
    long child = engine.node().store().find("c").orElseThrow().key();
    execute("DELETE FROM history WHERE instance_key = " + child);

    engine.client().rewind(parent, "fixed").toCompletableFuture().join();

    assertThat(engine.awaitEnd(parent).getSerializedOutput()).contains("not there any more");
  }

  @Test
  void aRewoundParentHearsOfAChildThatAnotherNodeHasJustReplaced() throws SQLException {
    String parent =
        engine.client().start("ParentOfFailing", "p", "\"c\"").toCompletableFuture().join();
    engine.awaitEnd(parent);
    long child = engine.node().store().find("c").orElseThrow().key();
    execute("DELETE FROM history WHERE instance_key = " + child);
    execute("UPDATE instances SET runtime_status = 0 WHERE instance_key = " + child);
    try (Connection connection = connect()) {
      StoredCounts.make(connection);
    }

    engine.client().rewind(parent, "fixed").toCompletableFuture().join();

    assertThat(engine.awaitEnd(parent).getSerializedOutput()).contains("not there any more");
  }

  @Test
  void anInstanceThatEndsWhileThoseLikeItArePurgedIsCounted() throws SQLException {
    String purged = engine.client().scheduleNewOrchestrationInstance("Sequence", 0, "purged");
    engine.awaitEnd(purged);
    CompletableFuture<String> start;
    try (Connection purge = connect();
        Statement statement = purge.createStatement()) {
      purge.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM instances");
      statement.executeUpdate("DELETE FROM history");
      statement.executeUpdate("DELETE FROM instance_counts");
      start = engine.client().start("Sequence", inPartitionOf(purged), "0").toCompletableFuture();
      engine.awaitWaiting(1);
      purge.commit();
    }
    engine.awaitEnd(start.join());
    assertThat(count("SELECT SUM(instances) FROM instance_counts")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPurgeByIdThatIsGivenUpInADeadlockIsTriedAgain(boolean force) throws SQLException {
    String id = engine.client().scheduleNewOrchestrationInstance("Sequence", 0, "x");
    engine.awaitEnd(id);
    CompletableFuture<Void> purge;
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      makeHeavy(statement);
      statement.executeQuery("SELECT * FROM instance_counts FOR UPDATE").close();
      purge = CompletableFuture.runAsync(() -> engine.client().purgeInstance(id, force));
      engine.awaitWaiting(1);
      lockInstances(statement);
      other.rollback();
    }
    purge.join();
    assertThat(count("SELECT COUNT(*) FROM instances")).isZero();
  }

  @Test
  void aTimerThatFiresWhileItsRunIsBeingReplacedConcernsNobody() throws SQLException {
    String id;
    long replaced;
    CompletableFuture<String> start;
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      id = lockPartitionsBeforeTimerFires(statement);
      replaced = engine.node().store().find(id).orElseThrow().key();
      start =
          engine
              .client()
              .start(
                  "WaitForGo",
                  new NewOrchestrationInstanceOptions()
                      .setInstanceId(id)
                      .setConflictPolicy(ConflictPolicy.TERMINATE_AND_RESTART))
              .toCompletableFuture();
      engine.awaitWaiting(1);
      await().atMost(LIMIT).until(() -> count("SELECT COUNT(*) FROM timers WHERE " + isDue()) == 1);
      awaitPartitionOf(id);
      other.rollback();
    }
    start.join();
    awaitPartitionOf(id);

    engine.client().raiseEvent(id, "go", "1").toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("1");
    assertThat(count("SELECT COUNT(*) FROM history WHERE instance_key = " + replaced)).isZero();
  }

  /** Starts an instance whose timer is still armed when the partitions have been locked. */
  private String lockPartitionsBeforeTimerFires(Statement statement) throws SQLException {
    for (int millis = 2_500; ; millis *= 2) {
      String id = "x" + millis;
      engine.client().scheduleNewOrchestrationInstance("Timer", millis, id);
      await()
          .atMost(LIMIT)
          .until(() -> armedTimers() == 1 || engine.client().findInstance(id).get().isCompleted());
      statement.executeQuery("SELECT id FROM partitions FOR UPDATE").close();
      if (armedTimers() == 1) {
        return id;
      }
      statement.getConnection().rollback();
    }
  }

  private int armedTimers() throws SQLException {
    return count("SELECT COUNT(*) FROM timers");
  }

  private static String isDue() {
    return "fire_at < '%s'".formatted(LocalDateTime.now(ZoneOffset.UTC));
  }

  /** Until the partition has placed all that had come for it. */
  private void awaitPartitionOf(String id) {
    CompletableFuture<Void> event =
        engine.client().raiseEvent(inPartitionOf(id), "e", "1").toCompletableFuture();
    assertThatThrownBy(event::join).hasCauseInstanceOf(InstanceNotFoundException.class);
  }

  /** MariaDB gives up the transaction that has changed less. */
  private static void makeHeavy(Statement statement) throws SQLException {
    for (int turn = 0; turn < 100; turn++) {
      statement.executeUpdate(
          "INSERT INTO history (instance_key, turn, turn_time, events) VALUES (-1, %d, '2026-01-01', '')"
              .formatted(turn));
    }
  }

  /** H2 gives up the transaction that comes last. */
  private static void lockInstances(Statement statement) {
    try {
      statement.executeQuery("SELECT * FROM instances FOR UPDATE").close();
    } catch (SQLException e) {
      assertThat(e.getMessage()).containsIgnoringCase("deadlock");
    }
  }

  /** Another id of the same partition. */
  private String inPartitionOf(String id) {
    TaskHub hub = engine.node().hub();
    return IntStream.range(0, 1000)
        .mapToObj(i -> "i" + i)
        .filter(other -> hub.partitionOf(other) == hub.partitionOf(id))
        .findFirst()
        .orElseThrow();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int count(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
