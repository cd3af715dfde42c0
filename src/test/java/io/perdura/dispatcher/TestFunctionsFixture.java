package io.perdura.dispatcher;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A node with the functions of {@link TestFunctions}, and what tests ask of it. */
abstract class TestFunctionsFixture {

  final TestFunctions functions = new TestFunctions();
  DatabaseUrl database;
  EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    database = newDatabase();
    engine = EngineFixture.start(database, functions.registry());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  void restart() {
    engine.close();
    engine = EngineFixture.start(database, functions.registry());
  }

  String start(String name, String id, Object input) {
    return engine.client().scheduleNewOrchestrationInstance(name, input, id);
  }

  OrchestrationMetadata status(String id) {
    return engine.client().findInstance(id).orElseThrow();
  }

  void raise(String id, String event, String payload) {
    engine.client().raiseEvent(id, event, payload).toCompletableFuture().join();
  }
}
