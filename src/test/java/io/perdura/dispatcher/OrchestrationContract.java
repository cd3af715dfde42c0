package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orchestrations that have to do with others, or begin again; on whichever database. */
abstract class OrchestrationContract {

  private final FunctionRegistry functions = new FunctionRegistry();
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    functions.addActivity("Double", () -> ctx -> 2 * ctx.getInput(Integer.class), "test");
    orchestrator("Child", OrchestrationContract::child);
    orchestrator(
        "Parent",
        ctx ->
            ctx.complete(
                ctx.callSubOrchestrator(
                        "Child", ctx.getInput(Object.class), "the-child", Object.class)
                    .await()));
    orchestrator(
        "Family",
        ctx -> {
          List<Task<Integer>> children = new ArrayList<>();
          for (int i = 0; i < ctx.getInput(Integer.class); i++) {
            children.add(ctx.callSubOrchestrator("Child", i, Integer.class));
          }
          ctx.complete(ctx.allOf(children).await().stream().mapToInt(Integer::intValue).sum());
        });
    orchestrator(
        "Sender", ctx -> ctx.sendEvent("receiver", "greeting", ctx.getInput(String.class)));
    orchestrator(
        "Receiver",
        ctx -> ctx.complete(ctx.waitForExternalEvent("Greeting", String.class).await()));
    orchestrator("Sum", OrchestrationContract::sum);
    orchestrator(
        "Lineage",
        ctx -> ctx.complete(ctx.getParent() == null ? "none" : ctx.getParent().instanceId()));
    database = newDatabase();
    engine = EngineFixture.start(database, functions);
  }

  private void orchestrator(String name, TaskOrchestration code) {
    functions.addOrchestrator(name, () -> code, "test");
  }

  private static void child(TaskOrchestrationContext ctx) {
    Object input = ctx.getInput(Object.class);
    if ("fail".equals(input)) {
      throw new IllegalStateException("the child fails");
    } else if ("wait".equals(input)) {
      ctx.complete(ctx.waitForExternalEvent("go", Object.class).await());
    } else {
      ctx.complete(ctx.callActivity("Double", input, Integer.class).await());
    }
  }

  /** Adds up what arrives, each number a run of its own, until it is told to end. */
  private static void sum(TaskOrchestrationContext ctx) {
    int sum = ctx.getInput(Integer.class);
    ctx.setCustomStatus(sum);
    Integer next = ctx.waitForExternalEvent("number", Integer.class).await();
    if (next == 0) {
      ctx.complete(sum);
    } else {
      ctx.continueAsNew(sum + next);
    }
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private void restart() {
    engine.close();
    engine = EngineFixture.start(database, functions);
  }

  private String start(String name, String id, Object input) {
    return engine.client().scheduleNewOrchestrationInstance(name, input, id);
  }

  private void raise(String id, String event, Object payload) {
    engine.client().raiseEvent(id, event, String.valueOf(payload)).toCompletableFuture().join();
  }

  private void awaitStatus(String id, OrchestrationRuntimeStatus status) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                engine
                    .client()
                    .findInstance(id)
                    .filter(i -> i.getRuntimeStatus() == status)
                    .isPresent());
  }

  @Test
  void aSubOrchestrationGivesItsResultToItsParent() {
    OrchestrationMetadata end = engine.awaitEnd(start("Parent", null, 21));
    assertThat(end.getSerializedOutput()).isEqualTo("42");
    assertThat(engine.awaitEnd("the-child").getSerializedOutput()).isEqualTo("42");
  }

  @Test
  void manySubOrchestrationsOfOneParentAllReport() {
    OrchestrationMetadata end = engine.awaitEnd(start("Family", null, 100));
    assertThat(end.readOutputAs(Integer.class)).isEqualTo(100 * 99);
  }

  @Test
  void aFailedSubOrchestrationFailsItsParentWithTheDetails() {
    OrchestrationMetadata end = engine.awaitEnd(start("Parent", null, "fail"));
    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(end.getSerializedOutput()).contains("the child fails");
  }

  @Test
  void aTerminatedSubOrchestrationFailsItsParent() {
    String id = start("Parent", null, "wait");
    awaitStatus("the-child", OrchestrationRuntimeStatus.RUNNING);
    engine.client().terminate("the-child", "enough").toCompletableFuture().join();
    OrchestrationMetadata end = engine.awaitEnd(id);
    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(end.getSerializedOutput()).contains("terminated", "enough");
  }

  @Test
  void aSubOrchestrationUnderTheIdOfALiveInstanceFails() {
    start("Child", "the-child", "wait");
    OrchestrationMetadata end = engine.awaitEnd(start("Parent", null, 1));
    assertThat(end.getSerializedOutput()).contains("has the id 'the-child' already");
    assertThat(engine.client().findInstance("the-child").orElseThrow().isCompleted()).isFalse();
  }

  @Test
  void parentAndChildGoOnAfterARestart() {
    String id = start("Parent", null, "wait");
    awaitStatus("the-child", OrchestrationRuntimeStatus.RUNNING);
    restart();
    raise("the-child", "go", 5);
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("5");
  }

  @Test
  void terminatingAParentLeavesItsChildrenAlone() {
    String id = start("Parent", null, "wait");
    awaitStatus("the-child", OrchestrationRuntimeStatus.RUNNING);
    engine.client().terminate(id, null).toCompletableFuture().join();
    engine.awaitEnd(id);
    raise("the-child", "go", 5);
    assertThat(engine.awaitEnd("the-child").getSerializedOutput()).isEqualTo("5");
  }

  @Test
  void terminatingAParentRecursivelyEndsItsChildren() {
    String id = start("Parent", null, "wait");
    awaitStatus("the-child", OrchestrationRuntimeStatus.RUNNING);
    engine.client().terminate(id, "all", true).toCompletableFuture().join();
    assertThat(engine.awaitEnd("the-child").getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
  }

  @Test
  void aChildKnowsItsParent() {
    orchestrator(
        "ParentOfLineage",
        ctx -> ctx.complete(ctx.callSubOrchestrator("Lineage", String.class).await()));
    assertThat(engine.awaitEnd(start("ParentOfLineage", "p", null)).getSerializedOutput())
        .isEqualTo("\"p\"");
    assertThat(engine.awaitEnd(start("Lineage", null, null)).getSerializedOutput())
        .isEqualTo("\"none\"");
  }

  @Test
  void anEventSentByAnOrchestrationReachesTheOther() {
    start("Receiver", "receiver", null);
    start("Sender", null, "hello");
    assertThat(engine.awaitEnd("receiver").getSerializedOutput()).isEqualTo("\"hello\"");
  }

  @Test
  void anEventSentToNobodyIsLostAndHoldsNothingUp() {
    assertThat(engine.awaitEnd(start("Sender", null, "hello")).getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
  }

  @Test
  void noEventIsLostWhileAnInstanceContinuesAsNewAgainAndAgain() {
    start("Sum", "sum", 0);
    IntStream.rangeClosed(1, 200).parallel().forEach(number -> raise("sum", "number", number));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                engine.client().findInstance("sum").orElseThrow().readCustomStatusAs(Integer.class)
                    == 200 * 201 / 2);
    raise("sum", "number", 0);
    OrchestrationMetadata end = engine.awaitEnd("sum");
    assertThat(end.readOutputAs(Integer.class)).isEqualTo(200 * 201 / 2);
    assertThat(engine.client().getHistory(end)).hasSizeLessThan(10);
  }

  @Test
  void whatContinuedAsNewGoesOnAfterARestart() {
    start("Sum", "sum", 0);
    raise("sum", "number", 5);
    raise("sum", "number", 6);
    restart();
    raise("sum", "number", 0);
    assertThat(engine.awaitEnd("sum").readOutputAs(Integer.class)).isEqualTo(11);
  }

  @Test
  void aDroppedEventDoesNotOutliveContinueAsNew() {
    orchestrator(
        "Forgetful",
        ctx -> {
          if (ctx.getInput(Integer.class) == 0) {
            ctx.waitForExternalEvent("first").await();
            ctx.continueAsNew(1, false);
          }
          ctx.complete(ctx.waitForExternalEvent("second", String.class).await());
        });
    start("Forgetful", "f", 0);
    raise("f", "second", "\"early\"");
    raise("f", "first", "null");
    await()
        .atMost(LIMIT)
        .until(
            () -> "1".equals(engine.client().findInstance("f").orElseThrow().getSerializedInput()));
    raise("f", "second", "\"late\"");
    assertThat(engine.awaitEnd("f").getSerializedOutput()).isEqualTo("\"late\"");
  }

  @Test
  void aLateResultOfTheEarlierRunIsNotTakenForOneOfTheNew() {
    orchestrator(
        "Restarting",
        ctx -> {
          if (ctx.getInput(Integer.class) == 1) {
            ctx.callSubOrchestrator("Child", "wait", "slow-child", Object.class);
            ctx.waitForExternalEvent("again").await();
            ctx.continueAsNew(2);
          }
          ctx.complete(
              ctx.callSubOrchestrator("Child", "wait", "other-child", Object.class).await());
        });
    start("Restarting", "r", 1);
    awaitStatus("slow-child", OrchestrationRuntimeStatus.RUNNING);
    raise("r", "again", "null");
    awaitStatus("other-child", OrchestrationRuntimeStatus.RUNNING);
    raise("slow-child", "go", 1);
    engine.awaitEnd("slow-child");
    raise("other-child", "go", 2);
    assertThat(engine.awaitEnd("r").getSerializedOutput()).isEqualTo("2");
  }
}
