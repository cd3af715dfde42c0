package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.HistoryEvent;
import io.perdura.history.HistoryJson;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TaskHub;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of results that the database refuses, on whichever database. */
abstract class RemoteSenderContract {

  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");
  private static final String REFUSED = "\"refused\"";

  private final Tables tables = Tables.create(new HistoryJson());
  private HikariDataSource writes;
  private HikariDataSource reads;
  private Database database;
  private TaskHub hub;
  private RemoteSender sender;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void open() throws SQLException {
    DatabaseUrl url = newDatabase();
    writes = url.connect(false);
    reads = url.connect(true);
    Flyway.configure().dataSource(writes).locations("classpath:io/perdura/sql").load().migrate();
    database = new Database(writes, reads);
    hub = database.inTransaction(tx -> tables.findOrCreateHub(tx, "hub", 1));
    execute("ALTER TABLE inbox ADD CONSTRAINT guard CHECK (event NOT LIKE '%refused%')");
  }

  @AfterEach
  void close() {
    sender.close();
    reads.close();
    writes.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = writes.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private void startWithPausesFrom(Duration firstPause) {
    sender =
        new RemoteSender(database, tables, hub, new InstanceKeys(1), Clock.systemUTC(), firstPause);
    sender.start();
  }

  /** An activity of the queue, which ends with this. */
  private void end(int taskId, String result) {
    QueuedTask task =
        new QueuedTask(7, 0, "caller", new TaskScheduled(NOW, taskId, "Step", null, null));
    database.run(tx -> tables.activityQueue().insert(tx, hub.id(), List.of(task)));
    sender.submit(new Delivery.QueuedTaskEnded(task, new TaskCompleted(NOW, taskId, result)));
  }

  private void signal() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    sender.submit(
        new Delivery.Signal(
            new EntityInstanceId("Counter", "k"),
            new EntityOperationSignaled(NOW, "add", "1", null),
            answer));
    assertThat(answer).succeedsWithin(LIMIT);
  }

  private List<HistoryEvent> sent() {
    return database.read(tx -> tables.inbox().find(tx, hub.id(), 0, 0, 100)).stream()
        .map(InboxMessage::event)
        .toList();
  }

  private List<Integer> queuedTasks() {
    return database.read(tx -> tables.activityQueue().findOfPartition(tx, hub.id(), 0)).stream()
        .map(queued -> queued.task().eventId())
        .toList();
  }

  @Test
  void othersAreSentWhileARefusedResultWaitsForItsNextAttempt() {
    startWithPausesFrom(Duration.ofHours(1));
    end(1, REFUSED);
    signal();
    end(2, REFUSED);
    end(3, "\"taken\"");
    signal();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(sent()).hasSize(3));
    assertThat(sent()).contains(new TaskCompleted(NOW, 3, "\"taken\""));
    assertThat(queuedTasks()).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aResultThatIsRefusedAgainAndAgainBecomesAFailureOfItsActivity() {
    startWithPausesFrom(Duration.ofMillis(1));
    end(4, REFUSED);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(sent()).hasSize(1));
    assertThat(sent().get(0))
        .isInstanceOfSatisfying(
            TaskFailed.class,
            failed -> {
              assertThat(failed.taskScheduledId()).isEqualTo(4);
              assertThat(failed.failureDetails().errorMessage()).contains("could not be stored");
            });
    assertThat(queuedTasks()).isEmpty();
  }
}
