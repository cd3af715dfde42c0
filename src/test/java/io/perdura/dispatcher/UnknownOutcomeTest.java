package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.HistoryJson;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityLock;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database tells of an entity's turn when the connection broke during its commit. */
class UnknownOutcomeTest {

  private static final EntityInstanceId ID = new EntityInstanceId("Counter", "k");
  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");

  @TempDir Path folder;

  private final Tables tables = Tables.create(new HistoryJson());
  private HikariDataSource writes;
  private HikariDataSource reads;
  private Database database;
  private TaskHub hub;
  private PartitionRow partition;
  private CommitBatch batches;

  @BeforeEach
  void open() {
    DatabaseUrl url = DatabaseUrl.h2(folder.resolve("perdura"));
    writes = url.connect(false);
    reads = url.connect(true);
    Flyway.configure().dataSource(writes).locations("classpath:io/perdura/sql").load().migrate();
    database = new Database(writes, reads);
    hub = database.inTransaction(tx -> tables.findOrCreateHub(tx, "hub", 1));
    partition = database.inTransaction(tx -> tables.partitions().lock(tx, hub.id(), 0));
    batches = new CommitBatch(database, tables, hub);
  }

  @AfterEach
  void close() {
    reads.close();
    writes.close();
  }

  private static EntityRow row(String state, EntityLock lock, long turn) {
    return new EntityRow(ID, 0, state, NOW, turn, lock);
  }

  private EntityTurn turn(
      EntityRow before, EntityRow after, List<InboxMessage> messages, List<Long> sequences) {
    return new EntityTurn(
        new ActiveEntity(ID, before), partition, after, messages, sequences, List.of());
  }

  private static InboxMessage message() {
    return InboxMessage.toId("@counter@k", 0, new EntityOperationSignaled(NOW, "op", null, null));
  }

  private long leaveMessage() {
    database.run(tx -> tables.inbox().insert(tx, hub.id(), List.of(message())));
    List<InboxMessage> found = database.read(tx -> tables.inbox().find(tx, hub.id(), 0, 0, 10));
    return found.get(found.size() - 1).sequence();
  }

  private void assertToldApart(EntityTurn turn) {
    assertThat(batches.isWritten(turn)).isFalse();
    batches.write(List.of(turn));
    assertThat(batches.isWritten(turn)).isTrue();
  }

  @Test
  void aTurnThatLeavesAStateOrALockIsKnownByItsNumber() {
    EntityRow first = row("1", null, 7);
    assertToldApart(turn(null, first, List.of(message()), List.of()));
    EntityRow second = row("1", new EntityLock(3, 1), 8);
    assertToldApart(turn(first, second, List.of(), List.of()));
    EntityRow lockOnly = row(null, new EntityLock(3, 1), 9);
    assertToldApart(turn(second, lockOnly, List.of(), List.of()));
  }

  @Test
  void aTurnThatDeletesIsKnownByTheMissingRow() {
    EntityRow first = row("1", null, 7);
    batches.write(List.of(turn(null, first, List.of(), List.of())));
    assertToldApart(turn(first, null, List.of(message()), List.of()));
  }

  @Test
  void aTurnThatLeavesNoRowIsKnownByTheMessagesItHasUsedUp() {
    assertToldApart(turn(null, null, List.of(message()), List.of(leaveMessage())));
  }

  @Test
  void aTurnThatOnlySentSomethingIsNeverTakenForWritten() {
    EntityTurn turn = turn(null, null, List.of(message()), List.of());
    batches.write(List.of(turn));
    assertThat(batches.isWritten(turn)).isFalse();
  }
}
