package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.EntityMetadata;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A node with orchestrations that have to do with entities, and what tests ask of it. */
abstract class EntityOrchestrationFixture {

  private final FunctionRegistry functions = EntityOrchestrations.registry();
  private DatabaseUrl database;
  EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    database = newDatabase();
    engine = EngineFixture.start(database, functions);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  void restart() {
    engine.close();
    engine = EngineFixture.start(database, functions);
  }

  String start(String name, String id, Object input) {
    return engine.client().scheduleNewOrchestrationInstance(name, input, id);
  }

  OrchestrationMetadata run(String name, Object input) {
    return engine.awaitEnd(start(name, null, input));
  }

  void raise(String id, String event) {
    engine.client().raiseEvent(id, event, "null").toCompletableFuture().join();
  }

  void signal(String name, String key, String operation, String input) {
    engine
        .client()
        .getEntities()
        .signalEntity(name, key, operation, input)
        .toCompletableFuture()
        .join();
  }

  String state(String name, String key) {
    return engine
        .client()
        .getEntities()
        .findEntity(name, key)
        .map(EntityMetadata::getSerializedState)
        .orElse(null);
  }

  void awaitState(String name, String key, String json) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(state(name, key)).isEqualTo(json));
  }

  void awaitCustomStatus(String id, String json) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(engine.client().findInstance(id))
                    .hasValueSatisfying(
                        found -> assertThat(found.getSerializedCustomStatus()).isEqualTo(json)));
  }

  /** Starts an orchestration that locks these keys of Journal, and waits until it has them. */
  void startHolder(String id, String... keys) {
    start("Holder", id, List.of(keys));
    awaitCustomStatus(id, "\"locked\"");
  }

  /** Nobody holds the lock: an orchestration that needs it comes through. */
  void assertFree(String... keys) {
    assertThat(run("LockAndGo", List.of(keys)).getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(locksAndMessages()).isZero());
  }

  long locksAndMessages() throws SQLException {
    return number("SELECT COUNT(*) FROM entities WHERE lock_owner IS NOT NULL")
        + number("SELECT COUNT(*) FROM inbox");
  }

  long number(String sql) throws SQLException {
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
