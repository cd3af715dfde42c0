package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.TaskHub;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of entities: whom they serve, and that they end. On whichever database. */
abstract class EntityLockContract extends EntityOrchestrationFixture {

  @Test
  void aRunThatFailedWithLocksCannotBeRewound() {
    startHolder("h", "a");
    raise("h", "fail");
    engine.awaitEnd("h");
    assertThat(engine.client().rewind("h", null).toCompletableFuture())
        .failsWithin(LIMIT)
        .withThrowableThat()
        .withMessageContaining("held locks");
    assertFree("a");
  }

  @Test
  void aLockedEntityServesOnlyItsOwner() {
    startHolder("h", "a");
    signal("Journal", "a", "write", "\"client\"");
    start("Write", "other", "a");
    raise("h", "write");
    awaitCustomStatus("h", "\"written\"");
    assertThat(state("Journal", "a")).isEqualTo("{\"texts\":[\"h\"]}");
    assertThat(engine.client().findInstance("other").orElseThrow().isCompleted()).isFalse();
    raise("h", "end");
    engine.awaitEnd("other");
    await().atMost(LIMIT).until(() -> state("Journal", "a").contains("client"));
    assertFree("a");
  }

  @Test
  void signalsOfAClientKeepTheirOrderWhateverLocksComeBetween() {
    startHolder("h", "a");
    StringBuilder expected = new StringBuilder("\"0\"");
    signal("Journal", "a", "write", "\"0\"");
    for (int i = 1; i < 60; i++) {
      if (i == 20) {
        raise("h", "end");
      } else if (i == 40) {
        start("LockAndGo", null, List.of("a"));
      }
      signal("Journal", "a", "write", "\"" + i + "\"");
      expected.append(",\"").append(i).append('"');
    }
    awaitState("Journal", "a", "{\"texts\":[" + expected + "]}");
  }

  @Test
  void lockingLeavesNoStateBehind() throws SQLException {
    assertThat(run("LockAndGo", List.of("x", "y")).isCompleted()).isTrue();
    await().atMost(LIMIT).until(() -> number("SELECT COUNT(*) FROM entities") == 0);
    startHolder("h", "x");
    assertThat(state("Journal", "x")).isNull();
    assertThat(number("SELECT COUNT(*) FROM entities")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "fail", "again"})
  void locksEndWithTheirRun(String how) {
    startHolder("h", "a", "b");
    raise("h", how);
    assertFree("a", "b");
  }

  @Test
  void terminatingAnOrchestrationEndsItsLocks() {
    startHolder("h", "a", "b");
    engine.client().terminate("h", null).toCompletableFuture().join();
    assertFree("a", "b");
  }

  @Test
  void terminatingAnOrchestrationThatWaitsForALockEndsTheOnesItHas() {
    startHolder("h", "b");
    start("Holder", "waiting", List.of("a", "b", "c"));
    await()
        .atMost(LIMIT)
        .until(() -> number("SELECT COUNT(*) FROM entities WHERE lock_owner IS NOT NULL") == 2);
    engine.client().terminate("waiting", null).toCompletableFuture().join();
    assertThat(run("LockAndGo", List.of("a")).isCompleted()).isTrue();
    raise("h", "end");
    assertFree("a", "b", "c");
  }

  @Test
  void deletingALiveOrchestrationEndsItsLocks() {
    startHolder("h", "a", "b");
    engine.client().purgeInstance("h", true);
    assertFree("a", "b");
  }

  @Test
  void aLockGrantedToARunThatIsGoneIsGivenBack() {
    startHolder("h", "a");
    start("Holder", "waiting", List.of("a", "b"));
    await()
        .atMost(LIMIT)
        .until(() -> number("SELECT COUNT(*) FROM inbox WHERE event LIKE '%LockRequested%'") == 1);
    engine.client().purgeInstance("waiting", true);
    raise("h", "end");
    assertFree("a", "b");
  }

  /** As when a run has continued as new since it asked. */
  @Test
  void answersThatARunNoLongerWaitsForChangeNothingAndLocksAreGivenBack() throws SQLException {
    startHolder("h", "a");
    long key = number("SELECT MAX(lock_owner) FROM entities");
    String run =
        "{\"name\":\"Holder\",\"instanceId\":\"h\",\"instanceKey\":%d,\"taskScheduledId\":99}"
            .formatted(key);
    leaveInInbox(
        "@journal@b",
        """
        {"type":"EntityLockRequested","timestamp":"2026-01-01T00:00:00Z","eventId":99,
         "lockSet":["@journal@b"],"position":0,"owner":%s}
        """
            .formatted(run));
    leaveInInbox(
        "@journal@c",
        """
        {"type":"EntityOperationCalled","timestamp":"2026-01-01T00:00:00Z","eventId":98,
         "entityId":"@journal@c","operation":"write","input":"\\"x\\"","caller":%s}
        """
            .formatted(run));
    awaitState("Journal", "c", "{\"texts\":[\"x\"]}");
    assertThat(run("LockAndGo", List.of("b")).isCompleted()).isTrue();
    raise("h", "end");
    assertThat(engine.awaitEnd("h").getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertFree("a", "b", "c");
  }

  private void leaveInInbox(String entity, String event) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        PreparedStatement insert = insertIntoInbox(connection)) {
      addToInbox(insert, entity, null, event);
      insert.executeBatch();
      connection.commit();
    }
  }

  private static PreparedStatement insertIntoInbox(Connection connection) throws SQLException {
    return connection.prepareStatement(
        """
        INSERT INTO inbox (hub, partition_id, instance_key, receiver_id, due_time, event)
        VALUES (?, ?, 0, ?, ?, ?)
        """);
  }

  private void addSignal(PreparedStatement insert, String entity, Instant due, String text)
      throws SQLException {
    addToInbox(
        insert,
        entity,
        LocalDateTime.ofInstant(due, ZoneOffset.UTC),
        """
        {"type":"EntityOperationSignaled","timestamp":"2026-01-01T00:00:00Z",
         "operation":"write","input":"\\"%s\\""}
        """
            .formatted(text));
  }

  private void addToInbox(PreparedStatement insert, String entity, LocalDateTime due, String event)
      throws SQLException {
    insert.setInt(1, engine.node().hub().id());
    insert.setInt(2, engine.node().hub().partitionOf(entity));
    insert.setBytes(3, entity.getBytes(StandardCharsets.UTF_8));
    insert.setObject(4, due);
    insert.setString(5, event);
    insert.addBatch();
  }

  @Test
  void manySignalsThatAreDueAtALockedEntityHideNoOthers() throws SQLException {
    startHolder("h", "a");
    Instant due = Instant.parse("2026-01-01T00:00:00Z");
    String free = keyBeside("a");
    try (Connection connection = engine.dataSource().getConnection();
        PreparedStatement insert = insertIntoInbox(connection)) {
      for (int i = 0; i < 600; i++) {
        addSignal(insert, "@journal@a", due.minusMillis(i / 7), String.valueOf(i));
      }
      addSignal(insert, "@journal@" + free, due.plusMillis(1), "seen");
      insert.executeBatch();
      connection.commit();
    }
    awaitState("Journal", free, "{\"texts\":[\"seen\"]}");
    raise("h", "end");
    String earliestFirst =
        IntStream.range(0, 600)
            .boxed()
            .sorted(Comparator.comparing(i -> -(i / 7)))
            .map("\"%d\""::formatted)
            .collect(Collectors.joining(","));
    awaitState("Journal", "a", "{\"texts\":[" + earliestFirst + "]}");
  }

  /** A key of another entity in the same partition. */
  private String keyBeside(String key) {
    TaskHub hub = engine.node().hub();
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "beside" + i)
        .filter(k -> hub.partitionOf("@journal@" + k) == hub.partitionOf("@journal@" + key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void locksAndThoseWhoWaitForThemOutliveARestart() {
    startHolder("h", "a");
    signal("Journal", "a", "write", "\"client\"");
    String next = start("LockAndGo", null, List.of("a", "b"));
    restart();
    raise("h", "write");
    awaitCustomStatus("h", "\"written\"");
    assertThat(state("Journal", "a")).isEqualTo("{\"texts\":[\"h\"]}");
    raise("h", "end");
    engine.awaitEnd(next);
    awaitState("Journal", "a", "{\"texts\":[\"h\",\"client\"]}");
    assertFree("a", "b");
  }

  @Test
  void contendersInOppositeOrdersAllGetTheirLocks() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<String> keys = i % 2 == 0 ? List.of("a", "b", "c") : List.of("c", "a", "b");
      ids.add(start("Increment", null, keys));
    }
    ids.forEach(engine::awaitEnd);
    assertThat(state("Journal", "a")).isNull();
    for (String key : List.of("a", "b", "c")) {
      awaitState("Counter", key, "{\"currentValue\":60}");
    }
    assertFree("a");
  }

  @Test
  void transfersInBothDirectionsAtOnceKeepTheSum() {
    signal("Account", "anna", "deposit", "1000");
    signal("Account", "ben", "deposit", "1000");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String direction = i % 2 == 0 ? "\"anna\",\"to\":\"ben\"" : "\"ben\",\"to\":\"anna\"";
      String input = "{\"from\":%s,\"amount\":%d}".formatted(direction, i * 17 % 400 + 1);
      ids.add(engine.client().start("BankTransfer", null, input).toCompletableFuture().join());
    }
    restart();
    ids.forEach(
        id -> assertThat(engine.awaitEnd(id).getSerializedOutput()).contains("transferred"));
    long anna = balance("anna");
    assertThat(anna).isNotNegative();
    assertThat(balance("ben")).isNotNegative().isEqualTo(2000 - anna);
  }

  private long balance(String key) {
    return Long.parseLong(state("Account", key).replaceAll("\\D", ""));
  }
}
