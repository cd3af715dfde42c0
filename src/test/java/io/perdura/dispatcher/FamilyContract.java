package io.perdura.dispatcher;

import static io.perdura.orchestration.OrchestrationRuntimeStatus.COMPLETED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.FAILED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.RUNNING;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.SUSPENDED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.TERMINATED;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.history.ExecutionCompleted;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.ParentInstance;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.taskhub.ConflictPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What parents, children and their children do to each other, on whichever database. */
abstract class FamilyContract extends EngineOfClass {

  private final Set<String> ran = ConcurrentHashMap.newKeySet();

  @Override
  void addFunctions() {
    orchestrator("Chain", FamilyContract::chain);
    activity("Note", ctx -> ran.add(ctx.getInput(String.class)));
    orchestrator(
        "Unawaited",
        ctx -> {
          ctx.callActivity("Note", ctx.getInstanceId(), Boolean.class);
          ctx.complete("done");
        });
    orchestrator(
        "UnawaitedAnew",
        ctx -> {
          if ("first".equals(ctx.getInput(String.class))) {
            ctx.callActivity("Note", ctx.getInstanceId(), Boolean.class);
            ctx.continueAsNew("second");
          }
          ctx.waitForExternalEvent("go").await();
        });
    orchestrator(
        "BadIds",
        ctx -> {
          String id = ctx.getInput(String.class);
          ctx.complete(
              List.of(
                  refusal(() -> ctx.callSubOrchestrator("Chain", null, id, Object.class)),
                  refusal(() -> ctx.sendEvent(id, "event", 1))));
        });
  }

  /** Input: how many levels are below, and what the lowest does: wait, fail or complete. */
  private static void chain(TaskOrchestrationContext ctx) {
    String[] input = ctx.getInput(String.class).split(" ");
    int below = Integer.parseInt(input[0]);
    if (below > 0) {
      String id = ctx.getInstanceId();
      String root = below == Integer.parseInt(input[2]) ? id : id.substring(0, id.indexOf('.'));
      String childInput = "%d %s %s".formatted(below - 1, input[1], input[2]);
      String childId = "%s.%d".formatted(root, below - 1);
      ctx.complete(ctx.callSubOrchestrator("Chain", childInput, childId, String.class).await());
    } else if (input[1].equals("wait")) {
      ctx.complete(ctx.waitForExternalEvent("go", String.class).await());
    } else if (input[1].equals("fail")) {
      throw new IllegalStateException("the lowest one fails");
    } else {
      ctx.complete("from below");
    }
  }

  private String startChain(String id, int below, String lowest) {
    return start("Chain", id, "%d %s %d".formatted(below, lowest, below));
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
      return "accepted";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  @Test
  void aRecursiveTerminationEndsAllLevels() {
    startChain("all", 3, "wait");
    awaitStatus("all.0", RUNNING);
    done(client().terminate("all", "enough", true));
    for (String id : List.of("all", "all.2", "all.1", "all.0")) {
      assertThat(awaitEnd(id, TERMINATED).getSerializedOutput()).isEqualTo("\"enough\"");
    }
  }

  @Test
  void aRecursiveTerminationEndsSuspendedParentsAndTheirChildren() {
    startChain("rests", 2, "wait");
    awaitStatus("rests.0", RUNNING);
    done(client().suspend("rests", null));
    done(client().suspend("rests.1", null));
    awaitStatus("rests.1", SUSPENDED);
    done(client().terminate("rests", null, true));
    for (String id : List.of("rests", "rests.1", "rests.0")) {
      awaitEnd(id, TERMINATED);
    }
  }

  @Test
  void aRecursiveTerminationEndsAnInstanceThatHasNotBegun() {
    client()
        .scheduleNewOrchestrationInstance(
            "Chain",
            new NewOrchestrationInstanceOptions()
                .setInstanceId("later")
                .setInput("1 wait 1")
                .setStartTime(Instant.now().plusSeconds(600)));
    done(client().terminate("later", null, true));
    awaitEnd("later", TERMINATED);
    assertThat(client().findInstance("later.0")).isEmpty();
  }

  @Test
  void aRecursiveTerminationEndsChildrenThatAreJustBeingStarted() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "just" + i).toList();
    ids.parallelStream()
        .forEach(
            id -> {
              startChain(id, 1, "wait");
              done(client().terminate(id, null, true));
            });
    for (String id : ids) {
      OrchestrationMetadata end = awaitEnd(id, TERMINATED);
      if (client().getHistory(end).stream()
          .anyMatch(SubOrchestrationInstanceCreated.class::isInstance)) {
        awaitThat(() -> client().findInstance(id + ".0").isPresent());
        awaitEnd(id + ".0", TERMINATED);
      }
    }
  }

  @Test
  void theTerminationOfAParentLeavesStrangersWithTheIdOfAChildAlone() {
    startChain("stranger", 0, "wait");
    ParentInstance parent = new ParentInstance("Chain", "somebody", 1, 0);
    done(
        engine()
            .node()
            .send("stranger", new ExecutionTerminated(Instant.now(), "all", true, parent)));
    raise("stranger", "go", "\"still here\"");
    assertThat(awaitEnd("stranger", COMPLETED).getSerializedOutput()).isEqualTo("\"still here\"");
  }

  @Test
  void theParentOfALiveChildThatIsReplacedFails() {
    startChain("heir", 1, "wait");
    awaitStatus("heir.0", RUNNING);
    client()
        .scheduleNewOrchestrationInstance(
            "Chain",
            new NewOrchestrationInstanceOptions()
                .setInstanceId("heir.0")
                .setInput("0 wait 0")
                .setConflictPolicy(ConflictPolicy.TERMINATE_AND_RESTART));
    assertThat(awaitEnd("heir", FAILED).getSerializedOutput()).contains("was replaced");
    assertThat(status("heir.0").isTerminal()).isFalse();
  }

  @Test
  void theParentOfALiveChildThatIsPurgedFails() {
    startChain("loss", 1, "wait");
    awaitStatus("loss.0", RUNNING);
    client().purgeInstance("loss.0", true);
    assertThat(awaitEnd("loss", FAILED).getSerializedOutput()).contains("was purged");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "@counter@a", "a/b", "a#b", "a\nb"})
  void idsThatNoInstanceCanHaveAreRefusedInTheAuthorsCode(String id) {
    String[] refusals = awaitEnd(start("BadIds", null, id)).readOutputAs(String[].class);
    assertThat(refusals).hasSize(2).allMatch(refusal -> refusal.contains("Instance IDs must not"));
  }

  @Test
  void tooLongIdsAreRefusedInTheAuthorsCode() {
    String[] refusals =
        awaitEnd(start("BadIds", null, "x".repeat(257))).readOutputAs(String[].class);
    assertThat(refusals).allMatch(refusal -> refusal.contains("256"));
    assertThat(awaitEnd(start("BadIds", null, "x".repeat(256))).readOutputAs(String[].class)[1])
        .isEqualTo("accepted");
  }

  @Test
  void aResultComesUpThroughManyLevels() {
    startChain("deep", 100, "complete");
    assertThat(awaitEndOfMany("deep", COMPLETED).getSerializedOutput()).isEqualTo("\"from below\"");
  }

  @Test
  void aFailureComesUpThroughAThousandLevelsAndStaysSmall() {
    startChain("fall", 1_000, "fail");
    OrchestrationMetadata end = awaitEndOfMany("fall", FAILED);
    assertThat(end.getSerializedOutput()).contains("the lowest one fails").hasSizeLessThan(3_000);
    FailureDetails details =
        client().getHistory(end).stream()
            .filter(ExecutionCompleted.class::isInstance)
            .map(ended -> ((ExecutionCompleted) ended).failureDetails())
            .findFirst()
            .orElseThrow();
    assertThat(details.errorMessage()).contains("the lowest one fails");
    assertThat(count("SELECT MAX(LENGTH(events)) FROM history")).isLessThan(60_000);
    int levels = 1;
    while (details.innerFailure() != null) {
      details = details.innerFailure();
      levels++;
    }
    assertThat(levels).isLessThanOrEqualTo(11);
    assertThat(details.errorType()).isEqualTo(IllegalStateException.class.getName());
    assertThat(details.stackTrace()).contains("chain");
  }

  private OrchestrationMetadata awaitEndOfMany(String id, OrchestrationRuntimeStatus status) {
    await().atMost(LIMIT).until(() -> status(id).isTerminal());
    return awaitEnd(id, status);
  }

  @Test
  void anActivityThatACompletedOrchestratorDidNotAwaitRunsAndLeavesNothingBehind() {
    awaitEnd(start("Unawaited", "unawaited", null), COMPLETED);
    awaitThat(() -> ran.contains("unawaited"));
    awaitThat(() -> queued("unawaited") == 0);
  }

  @Test
  void anActivityThatWasNotAwaitedBeforeContinueAsNewRunsAndLeavesNothingBehind() {
    start("UnawaitedAnew", "anew", "first");
    awaitThat(() -> ran.contains("anew"));
    awaitThat(() -> queued("anew") == 0);
    raise("anew", "go", "null");
    awaitEnd("anew", COMPLETED);
  }

  private long queued(String id) {
    return count("SELECT COUNT(*) FROM activity_queue WHERE instance_id = " + literal(id));
  }
}
