package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.perdura.client.EntityMetadata;
import io.perdura.client.EntityPage;
import io.perdura.taskhub.EntityQuery;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.UnknownEntityException;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine promises about entities, on whichever database. */
abstract class EntityContract {

  private final TestEntities entities = new TestEntities();
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    database = newDatabase();
    engine = EngineFixture.start(database, entities.registry());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private void restart() {
    engine.close();
    engine = EngineFixture.start(database, entities.registry());
  }

  private CompletableFuture<Void> send(String name, String key, String operation, String input) {
    return engine
        .client()
        .getEntities()
        .signalEntity(name, key, operation, input)
        .toCompletableFuture();
  }

  private void signal(String name, String key, String operation, String input) {
    send(name, key, operation, input).join();
  }

  private static void join(List<CompletableFuture<Void>> sent) {
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  private Optional<String> state(String name, String key) {
    return engine
        .client()
        .getEntities()
        .findEntity(name, key)
        .map(EntityMetadata::getSerializedState);
  }

  private void awaitState(String name, String key, String json) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(state(name, key)).hasValue(json));
  }

  @Test
  void operationsAreCarriedOutInTheOrderOfTheirSignals() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      sent.add(send("Journal", "order", "Write", "\"" + i + "\""));
      expected.append(i == 0 ? "" : ",").append('"').append(i).append('"');
    }
    join(sent);
    awaitState("Journal", "order", "{\"texts\":[" + expected + "]}");
  }

  @Test
  void namesAndOperationsMatchInAnyCaseAndKeysDoNot() {
    signal("COUNTER", "cats", "ADD", "1");
    signal("counter", "cats", "add", "2");
    signal("Counter", "Cats", "Add", "5");
    awaitState("cOuNtEr", "cats", "{\"currentValue\":3}");
    awaitState("Counter", "Cats", "{\"currentValue\":5}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a@b@c", "ключ-猫-🐈", "trailing "})
  void anyKeyIsAnEntityOfItsOwn(String key) {
    signal("Journal", key, "sign", null);
    awaitState("Journal", key, "{\"texts\":[\"@journal@" + key + "\"]}");
  }

  @Test
  void onlyOneOperationRunsAtATime() {
    join(IntStream.range(0, 300).mapToObj(i -> send("Guarded", "g", "add", "1")).toList());
    awaitState("Guarded", "g", "300");
    assertThat(entities.overlapped()).isFalse();
  }

  @Test
  void aFailedOperationLeavesNoTraceAndTheNextOnesRun() {
    List<CompletableFuture<Void>> sent =
        List.of(
            send("Journal", "f", "write", "\"a\""),
            send("Journal", "f", "writeAndFail", "\"b\""),
            send("Journal", "f", "write", "{\"not\":\"a string\"}"),
            send("Journal", "f", "noSuchOperation", null),
            send("Journal", "f", "", null),
            send("Journal", "f", "overflow", null),
            send("Journal", "f", "write", "\"c\""));
    join(sent);
    awaitState("Journal", "f", "{\"texts\":[\"a\",\"c\"]}");
  }

  @Test
  void anEntityWhoseOperationsAllFailHasNoState() {
    signal("Journal", "never", "writeAndFail", "\"x\"");
    signal("Counter", "never", "add", null);
    assertThat(state("Journal", "never")).isEmpty();
    assertThat(state("Counter", "never")).isEmpty();
    assertThat(list(null, null, 10).entities()).isEmpty();
  }

  @Test
  void deleteRemovesTheStateAndTheNextOperationBeginsAnew() {
    signal("Counter", "d", "add", "4");
    signal("Counter", "d", "Delete", null);
    assertThat(state("Counter", "d")).isEmpty();
    signal("Counter", "d", "delete", null);
    join(
        List.of(
            send("Counter", "d", "add", "1"),
            send("Counter", "d", "delete", null),
            send("Counter", "d", "add", "2")));
    awaitState("Counter", "d", "{\"currentValue\":2}");
  }

  @Test
  void anEntityMayDefineDeleteItself() {
    signal("Keeper", "k", "delete", null);
    awaitState("Keeper", "k", "{\"texts\":[\"kept\"]}");
  }

  @Test
  void aStateSetToNullIsGone() {
    signal("Journal", "n", "write", "\"a\"");
    signal("Journal", "n", "burn", null);
    assertThat(state("Journal", "n")).isEmpty();
  }

  @Test
  void whatWasAcceptedIsThereAfterARestartAndCountedOnce() {
    for (int round = 1; round <= 3; round++) {
      join(IntStream.range(0, 100).mapToObj(i -> send("Counter", "r", "add", "1")).toList());
      restart();
      awaitState("Counter", "r", "{\"currentValue\":" + round * 100 + "}");
    }
  }

  @Test
  void signalsLeftInTheInboxAreCarriedOutOnce() throws SQLException {
    for (int i = 0; i < 20; i++) {
      leaveInInbox("@counter@inbox", "add", "1");
    }
    awaitState("Counter", "inbox", "{\"currentValue\":20}");
    await().atMost(LIMIT).until(() -> number("SELECT COUNT(*) FROM inbox") == 0);
    restart();
    signal("Counter", "inbox", "add", "1");
    awaitState("Counter", "inbox", "{\"currentValue\":21}");
  }

  private void leaveInInbox(String entity, String operation, String input) throws SQLException {
    int partition = engine.node().hub().partitionOf(entity);
    update(
        """
        INSERT INTO inbox (hub, partition_id, instance_key, receiver_id, event)
        VALUES (%d, %d, 0, '%s', '{"type":"EntityOperationSignaled",
          "timestamp":"2026-01-01T00:00:00Z","operation":"%s","input":"%s"}')
        """
            .formatted(engine.node().hub().id(), partition, entity, operation, input));
  }

  @Test
  void anOwnerWithAnOldEpochCannotCommitAndEachSignalCountsOnce() throws SQLException {
    signal("Counter", "fenced", "add", "1");
    update("UPDATE partitions SET epoch = epoch + 1");
    join(IntStream.range(0, 50).mapToObj(i -> send("Counter", "fenced", "add", "1")).toList());
    awaitState("Counter", "fenced", "{\"currentValue\":51}");
  }

  /**
   * Nothing is written before all signals are there. Nothing else runs, so the numbers of the
   * entity's turns follow each other.
   */
  @Test
  void whatWaitsForAnEntityIsWrittenTogether() throws SQLException {
    signal("Counter", "busy", "add", "1");
    long first = number("SELECT last_turn FROM entities");
    List<CompletableFuture<Void>> sent;
    try (Connection other = engine.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.executeQuery("SELECT id FROM partitions FOR UPDATE").close();
      sent = IntStream.range(0, 1_000).mapToObj(i -> send("Counter", "busy", "add", "1")).toList();
      other.rollback();
    }
    join(sent);
    awaitState("Counter", "busy", "{\"currentValue\":1001}");
    assertThat(number("SELECT last_turn FROM entities") - first).isLessThan(500);
  }

  @Test
  void unknownNamesAndBadKeysAreRefused() {
    assertThatThrownBy(() -> signal("Nobody", "k", "add", "1"))
        .isInstanceOf(UnknownEntityException.class);
    for (String key : List.of("a/b", "a\\b", "a#b", "a?b", "a\tb", "k".repeat(250))) {
      assertThatThrownBy(() -> signal("Counter", key, "add", "1"))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void listPagesThroughAllEntitiesOfANameInOrder() {
    List<String> keys = IntStream.range(0, 25).mapToObj(i -> "%02d".formatted(i)).toList();
    keys.forEach(key -> signal("Counter", key, "add", "1"));
    signal("Journal", "other", "write", "\"a\"");
    List<String> found = new ArrayList<>();
    String after = null;
    do {
      EntityPage page = list("counter", after, 10);
      page.entities().forEach(entity -> found.add(entity.getEntityInstanceId().key()));
      after = page.continueAfter();
    } while (after != null);
    assertThat(found).isEqualTo(keys);
    assertThat(list(null, null, 100).entities()).hasSize(26);
  }

  private EntityPage list(String name, String after, int size) {
    return engine
        .client()
        .getEntities()
        .listEntities(new EntityQuery(name, null, null, false, after, size));
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
      connection.commit();
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      long number = rows.getLong(1);
      connection.commit();
      return number;
    }
  }
}
