package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TaskEntityOperation;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bad code and missing code must not do to others; on whichever database. */
abstract class GuardContract {

  private final CountDownLatch unblocked = new CountDownLatch(1);
  private final AtomicBoolean looping = new AtomicBoolean(true);
  private final AtomicInteger statusLength = new AtomicInteger();
  private final AtomicInteger stateLength = new AtomicInteger();
  private FunctionRegistry functions;
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  final EngineFixture engine() {
    return engine;
  }

  /** How long a custom status the orchestrator WithStatus sets. */
  final AtomicInteger statusLength() {
    return statusLength;
  }

  /** How long a state the entity's operation grow sets. */
  final AtomicInteger stateLength() {
    return stateLength;
  }

  @BeforeEach
  void start() {
    functions = functions(true);
    database = newDatabase();
    engine = EngineFixture.start(database, functions);
  }

  /** The functions that are deployed, with the optional ones or without. */
  private FunctionRegistry functions(boolean all) {
    FunctionRegistry registry = new FunctionRegistry();
    add(registry, "Quick", ctx -> ctx.complete("done"));
    add(
        registry,
        "WithStatus",
        ctx -> {
          ctx.waitForExternalEvent("go").await();
          ctx.createTimer(Duration.ofMillis(1)).await();
          ctx.setCustomStatus("\"".repeat(statusLength.get()));
        });
    add(registry, "Blocking", ctx -> block());
    add(
        registry,
        "Interrupting",
        ctx -> {
          Thread.currentThread().interrupt();
          ctx.complete(ctx.callActivity("Step", String.class).await());
        });
    add(
        registry,
        "BlockingAtTheEnd",
        ctx -> {
          ctx.waitForExternalEvent("go").await();
          block();
          ctx.complete(ctx.waitForExternalEvent("last", String.class).await());
        });
    add(
        registry,
        "Looping",
        ctx -> {
          while (looping.get()) {
            Thread.onSpinWait();
          }
        });
    add(
        registry,
        "WaitThenStep",
        ctx -> {
          ctx.waitForExternalEvent("go").await();
          ctx.complete(ctx.callActivity("Step", String.class).await());
        });
    add(
        registry,
        "CallSluggish",
        ctx -> {
          EntityInstanceId entity = new EntityInstanceId("Sluggish", "large");
          ctx.complete(ctx.callEntity(entity, "grow", String.class).await());
        });
    add(
        registry,
        "ParentOfUnstorable",
        ctx -> ctx.callSubOrchestrator("x".repeat(300), null, "unstorable", Object.class).await());
    registry.addEntity("Sluggish", () -> this::sluggish, "test");
    evolving(registry, "1");
    if (!all) {
      evolving(registry, "2");
    }
    if (all) {
      registry.addActivity("Step", () -> ctx -> "stepped", "test");
      add(
          registry,
          "Vanishing",
          ctx -> ctx.complete(ctx.waitForExternalEvent("go", String.class).await()));
    }
    return registry;
  }

  private static void add(FunctionRegistry registry, String name, TaskOrchestration code) {
    registry.addOrchestrator(name, () -> code, "test");
  }

  private static void evolving(FunctionRegistry registry, String version) {
    TaskOrchestration code =
        ctx -> {
          ctx.waitForExternalEvent("go").await();
          ctx.complete(version);
        };
    registry.addOrchestrator("Evolving", version, () -> code, "test");
  }

  /** Counts its operations, one of which blocks. */
  private Object sluggish(TaskEntityOperation operation) {
    if (operation.getName().equals("block")) {
      block();
    } else if (operation.getName().equals("grow")) {
      operation.setState("\"".repeat(stateLength.get()));
      return "grown";
    }
    Integer count = operation.getState(Integer.class);
    operation.setState(count == null ? 1 : count + 1);
    return null;
  }

  private void block() {
    try {
      unblocked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    unblocked.countDown();
    looping.set(false);
    engine.close();
  }

  private void restartWith(FunctionRegistry registry) {
    engine.close();
    engine = EngineFixture.start(database, registry);
  }

  final String start(String name, String id) {
    return engine.client().scheduleNewOrchestrationInstance(name, null, id);
  }

  final void raise(String id, String event, String payload) {
    engine.client().raiseEvent(id, event, payload).toCompletableFuture().join();
  }

  /** Some in each partition. */
  final void requireThatOthersRun() {
    List<String> others = IntStream.range(0, 40).mapToObj(i -> start("Quick", null)).toList();
    others.forEach(id -> engine.awaitEnd(id));
  }

  final void awaitWaitingReason(String id, String part) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              String reason = engine.client().findInstance(id).orElseThrow().getWaitingReason();
              return part == null ? reason == null : reason != null && reason.contains(part);
            });
  }

  @Test
  void anOrchestratorThatBlocksDoesNotHoldUpOthers() {
    start("Blocking", "b");
    requireThatOthersRun();
    assertThat(engine.client().findInstance("b").orElseThrow().isCompleted()).isFalse();
    unblocked.countDown();
    assertThat(engine.awaitEnd("b").getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
  }

  @Test
  void anOrchestratorThatInterruptsItsThreadHarmsNobody() {
    for (int i = 0; i < 16; i++) {
      start("Interrupting", "i" + i);
    }
    requireThatOthersRun();
    for (int i = 0; i < 16; i++) {
      assertThat(engine.awaitEnd("i" + i).getSerializedOutput()).isEqualTo("\"stepped\"");
    }
  }

  @Test
  void anOrchestratorThatLoopsCanBeTerminated() {
    start("Looping", "l");
    requireThatOthersRun();
    engine.client().terminate("l", "enough").toCompletableFuture().join();
    assertThat(engine.awaitEnd("l").getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
  }

  @Test
  void anInstanceWhoseCodeBlocksStillAcceptsEvents() {
    start("BlockingAtTheEnd", "b");
    raise("b", "go", "null");
    raise("b", "last", "\"event\"");
    unblocked.countDown();
    assertThat(engine.awaitEnd("b").getSerializedOutput()).isEqualTo("\"event\"");
  }

  @Test
  void aLoopingInstanceCanBePurged() {
    start("Looping", "l");
    requireThatOthersRun();
    engine.client().purgeInstance("l", true);
    assertThat(engine.client().findInstance("l")).isEmpty();
    requireThatOthersRun();
  }

  @Test
  void anEntityThatBlocksDoesNotHoldUpOthersAndKeepsItsSignals() {
    signal("block");
    signal("note");
    requireThatOthersRun();
    assertThat(engine.client().getEntities().findEntity("Sluggish", "s")).isEmpty();
    unblocked.countDown();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                engine
                    .client()
                    .getEntities()
                    .findEntity("Sluggish", "s")
                    .filter(entity -> "2".equals(entity.getSerializedState()))
                    .isPresent());
  }

  private void signal(String operation) {
    engine
        .client()
        .getEntities()
        .signalEntity("Sluggish", "s", operation, null)
        .toCompletableFuture()
        .join();
  }

  @Test
  void anInstanceWhoseOrchestratorIsGoneWaitsVisiblyUntilItIsBack() {
    start("Vanishing", "v");
    restartWith(functions(false));
    raise("v", "go", "\"kept\"");
    awaitWaitingReason("v", "'Vanishing'");
    requireThatOthersRun();
    restartWith(functions(true));
    OrchestrationMetadata end = engine.awaitEnd("v");
    assertThat(end.getSerializedOutput()).isEqualTo("\"kept\"");
    assertThat(end.getWaitingReason()).isNull();
  }

  @Test
  void anInstanceKeepsTheVersionItStartedWithWhenANewerOneIsDeployed() {
    start("Evolving", "old");
    restartWith(functions(false));
    start("Evolving", "new");
    raise("old", "go", "null");
    raise("new", "go", "null");
    assertThat(engine.awaitEnd("old").getSerializedOutput()).isEqualTo("\"1\"");
    assertThat(engine.awaitEnd("new").getSerializedOutput()).isEqualTo("\"2\"");
  }

  @Test
  void anInstanceWhoseActivityIsGoneWaitsVisiblyUntilItIsBack() {
    start("WaitThenStep", "w");
    restartWith(functions(false));
    raise("w", "go", "null");
    awaitWaitingReason("w", "'Step'");
    restartWith(functions(true));
    assertThat(engine.awaitEnd("w").getSerializedOutput()).isEqualTo("\"stepped\"");
  }

  @Test
  void resumingTriesAMissingActivityAgain() {
    start("WaitThenStep", "w");
    restartWith(functions(false));
    raise("w", "go", "null");
    awaitWaitingReason("w", "'Step'");
    engine.client().resume("w", null).toCompletableFuture().join();
    awaitWaitingReason("w", "'Step'");
    restartWith(functions(true));
    assertThat(engine.awaitEnd("w").getSerializedOutput()).isEqualTo("\"stepped\"");
  }

  @Test
  void aParkedInstanceCanBeTerminated() {
    start("Vanishing", "v");
    restartWith(functions(false));
    raise("v", "go", "1");
    awaitWaitingReason("v", "'Vanishing'");
    engine.client().terminate("v", null).toCompletableFuture().join();
    assertThat(engine.awaitEnd("v").getWaitingReason()).isNull();
  }

  @Test
  void anUnreadableMessageHoldsNothingUp() throws Exception {
    int partition = engine.node().hub().partitionOf("other");
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO inbox (hub, partition_id, instance_key, receiver_id, event)
          VALUES (%d, %d, 0, 'other', '{"type":"FromTheFuture"}')
          """
              .formatted(engine.node().hub().id(), partition));
      connection.commit();
    }
    start("Vanishing", "other");
    raise("other", "go", "\"on\"");
    assertThat(engine.awaitEnd("other").getSerializedOutput()).isEqualTo("\"on\"");
    requireThatOthersRun();
  }
}
