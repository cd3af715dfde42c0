package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.awaitility.Awaitility.await;

import io.perdura.client.DurableClient;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskEntityFunction;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** One node on one database for all tests of a class; each test uses ids of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineOfClass {

  private final FunctionRegistry functions = new FunctionRegistry();
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  abstract void addFunctions();

  @BeforeAll
  void startEngine() {
    addFunctions();
    database = newDatabase();
    engine = EngineFixture.start(database, functions);
  }

  @AfterAll
  void stopEngine() {
    engine.close();
  }

  void restart() {
    engine.close();
    engine = EngineFixture.start(database, functions);
  }

  void orchestrator(String name, TaskOrchestration code) {
    functions.addOrchestrator(name, () -> code, "test");
  }

  void orchestrator(String name, String version, TaskOrchestration code) {
    functions.addOrchestrator(name, version, () -> code, "test");
  }

  void activity(String name, TaskActivity code) {
    functions.addActivity(name, () -> code, "test");
  }

  void entity(String name, TaskEntityFunction code) {
    functions.addEntity(name, () -> code, "test");
  }

  EngineFixture engine() {
    return engine;
  }

  DurableClient client() {
    return engine.client();
  }

  String start(String name, String id, Object input) {
    return client().scheduleNewOrchestrationInstance(name, input, id);
  }

  void raise(String id, String event, String json) {
    done(client().raiseEvent(id, event, json));
  }

  static void done(CompletionStage<Void> stage) {
    stage.toCompletableFuture().join();
  }

  OrchestrationMetadata awaitEnd(String id) {
    return engine.awaitEnd(id);
  }

  OrchestrationMetadata awaitEnd(String id, OrchestrationRuntimeStatus status) {
    OrchestrationMetadata end = awaitEnd(id);
    if (end.getRuntimeStatus() != status) {
      throw new AssertionError(
          "%s is %s: %s".formatted(id, end.getRuntimeStatus(), end.getSerializedOutput()));
    }
    return end;
  }

  OrchestrationRuntimeStatus status(String id) {
    return client().findInstance(id).orElseThrow().getRuntimeStatus();
  }

  void awaitStatus(String id, OrchestrationRuntimeStatus status) {
    awaitThat(
        () -> client().findInstance(id).filter(i -> i.getRuntimeStatus() == status).isPresent());
  }

  static void awaitThat(BooleanSupplier condition) {
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
  }

  /** An id as SQL compares with it. */
  static String literal(String id) {
    return "X'%s'".formatted(HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8)));
  }

  /** The number that a query gives. */
  long count(String sql) {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long count = row.getLong(1);
      connection.commit();
      return count;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
