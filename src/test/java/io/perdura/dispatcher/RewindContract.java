package io.perdura.dispatcher;

import static io.perdura.orchestration.OrchestrationRuntimeStatus.COMPLETED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.FAILED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.GenericEvent;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.orchestration.RetryPolicy;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOptions;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rewinding orchestrations whose sub-orchestrations failed, on whichever database. */
abstract class RewindContract extends EngineOfClass {

  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, List<String>> checks = new ConcurrentHashMap<>();

  @Override
  void addFunctions() {
    activity(
        "Check",
        ctx -> {
          String id = ctx.getInstanceId();
          checks.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(id);
          if (broken.contains(id)) {
            throw new IllegalStateException(id + " is broken");
          }
          return id;
        });
    orchestrator("Work", ctx -> ctx.complete(ctx.callActivity("Check", String.class).await()));
    orchestrator("Wait", ctx -> ctx.complete(ctx.waitForExternalEvent("go", String.class).await()));
    orchestrator(
        "Throw",
        ctx -> {
          if (broken.contains(ctx.getInstanceId())) {
            throw new IllegalStateException("thrown by itself");
          }
          ctx.complete(ctx.callActivity("Check", String.class).await());
        });
    orchestrator("Middle", ctx -> ctx.complete(child(ctx, "Work", "0").await()));
    orchestrator("Top", ctx -> ctx.complete(child(ctx, "Middle", "m").await()));
    orchestrator(
        "Parent", ctx -> ctx.complete(child(ctx, ctx.getInput(String.class), "0").await()));
    orchestrator("FanOut", RewindContract::fanOut);
    orchestrator("RetriesOne", RewindContract::retriesOne);
    orchestrator("FailsFirst", RewindContract::failsFirst);
    orchestrator("WithTimer", RewindContract::withTimer);
    orchestrator("Recovers", RewindContract::recovers);
  }

  private static Task<String> child(TaskOrchestrationContext ctx, String name, String suffix) {
    return ctx.callSubOrchestrator(name, null, ctx.getInstanceId() + "." + suffix, String.class);
  }

  private static void fanOut(TaskOrchestrationContext ctx) {
    List<Task<String>> children = new ArrayList<>();
    for (int i = 0; i < ctx.getInput(Integer.class); i++) {
      children.add(child(ctx, "Work", String.valueOf(i)));
    }
    ctx.complete(ctx.allOf(children).await());
  }

  /** The last attempt at the second child begins after the first child has failed for good. */
  private static void retriesOne(TaskOrchestrationContext ctx) {
    TaskOptions twice = new TaskOptions(new RetryPolicy(2, Duration.ofMillis(300)));
    String second = ctx.getInstanceId() + ".second";
    ctx.complete(
        ctx.allOf(
                List.of(
                    child(ctx, "Work", "first"),
                    ctx.callSubOrchestrator("Work", null, second, twice, String.class)))
            .await());
  }

  /** Fails with its first child while the second one still waits. */
  private static void failsFirst(TaskOrchestrationContext ctx) {
    Task<String> first = child(ctx, "Work", "first");
    Task<String> second = child(ctx, "Wait", "second");
    ctx.complete(first.await() + " " + second.await());
  }

  /** Its timer is no longer armed once it has failed. */
  private static void withTimer(TaskOrchestrationContext ctx) {
    Task<Void> timer = ctx.createTimer(Duration.ofSeconds(2));
    String result = child(ctx, "Work", "0").await();
    timer.await();
    ctx.complete(result);
  }

  /** Deals with the failure of its first child, and fails with the second. */
  private static void recovers(TaskOrchestrationContext ctx) {
    String first;
    try {
      first = child(ctx, "Work", "first").await();
    } catch (RuntimeException e) {
      first = "none";
    }
    ctx.complete(first + " " + child(ctx, "Work", "second").await());
  }

  private void breakInstances(String... ids) {
    broken.addAll(List.of(ids));
  }

  private void fix(String... ids) {
    List.of(ids).forEach(broken::remove);
  }

  private String failed(String name, String id, Object input) {
    start(name, id, input);
    awaitEnd(id, FAILED);
    return id;
  }

  private void rewind(String id) {
    done(client().rewind(id, "fixed"));
  }

  private int runs(String id) {
    return checks.getOrDefault(id, List.of()).size();
  }

  @Test
  void ofAFanOutExactlyTheFailedChildrenRunAgain() {
    breakInstances("fan.1", "fan.3");
    failed("FanOut", "fan", 5);
    IntStream.range(0, 5).forEach(i -> awaitEnd("fan." + i));
    fix("fan.1", "fan.3");
    rewind("fan");
    assertThat(awaitEnd("fan", COMPLETED).readOutputAs(String[].class))
        .containsExactly("fan.0", "fan.1", "fan.2", "fan.3", "fan.4");
    assertThat(IntStream.range(0, 5).map(i -> runs("fan." + i))).containsExactly(1, 2, 1, 2, 1);
    assertThat(client().getHistory(awaitEnd("fan")))
        .noneMatch(SubOrchestrationInstanceFailed.class::isInstance)
        .filteredOn(GenericEvent.class::isInstance)
        .hasSize(3);
  }

  @Test
  void aChildThatFailedBeforeTheLastAttemptAtAnotherRunsAgainWithIt() {
    breakInstances("tries.first", "tries.second");
    failed("RetriesOne", "tries", null);
    assertThat(runs("tries.second")).isEqualTo(2);
    fix("tries.first", "tries.second");
    rewind("tries");
    awaitEnd("tries", COMPLETED);
    assertThat(runs("tries.first")).isEqualTo(2);
    assertThat(runs("tries.second")).isEqualTo(3);
  }

  @Test
  void childrenOfChildrenAreRewoundAlsoAfterARestart() {
    breakInstances("top.m.0");
    failed("Top", "top", null);
    restart();
    fix("top.m.0");
    rewind("top");
    assertThat(awaitEnd("top", COMPLETED).getSerializedOutput()).isEqualTo("\"top.m.0\"");
    assertThat(List.of(awaitEnd("top.m"), awaitEnd("top.m.0")))
        .allMatch(end -> end.getRuntimeStatus() == COMPLETED);
  }

  @Test
  void whatFailsAgainCanBeRewoundAgain() {
    breakInstances("again.m.0");
    failed("Top", "again", null);
    rewind("again");
    awaitThat(() -> runs("again.m.0") == 2);
    awaitEnd("again", FAILED);
    fix("again.m.0");
    rewind("again");
    awaitEnd("again", COMPLETED);
    assertThat(runs("again.m.0")).isEqualTo(3);
  }

  @Test
  void codeThatThrewByItselfMayGoOnWhereItThrew() {
    breakInstances("thrower.0");
    failed("Parent", "thrower", "Throw");
    rewind("thrower");
    awaitThat(() -> generics("thrower.0") == 1 && status("thrower").isTerminal());
    awaitEnd("thrower", FAILED);
    fix("thrower.0");
    rewind("thrower");
    assertThat(awaitEnd("thrower", COMPLETED).getSerializedOutput()).isEqualTo("\"thrower.0\"");
    restart();
    assertThat(awaitEnd("thrower.0", COMPLETED).getSerializedOutput()).isEqualTo("\"thrower.0\"");
  }

  private long generics(String id) {
    return client().getHistory(client().findInstance(id).orElseThrow()).stream()
        .filter(GenericEvent.class::isInstance)
        .count();
  }

  @Test
  void aPurgedChildFailsItsRewoundParent() {
    breakInstances("purged.0");
    failed("Parent", "purged", "Work");
    client().purgeInstance("purged.0", false);
    rewind("purged");
    assertThat(awaitEnd("purged", FAILED).getSerializedOutput()).contains("not there any more");
  }

  @Test
  void anotherInstanceUnderTheIdOfAChildFailsTheRewoundParentAndIsLeftAlone() {
    breakInstances("other.0");
    failed("Parent", "other", "Work");
    start("Wait", "other.0", null);
    rewind("other");
    assertThat(awaitEnd("other", FAILED).getSerializedOutput()).contains("not there any more");
    assertThat(status("other.0").isTerminal()).isFalse();
  }

  @Test
  void aTerminatedChildFailsItsRewoundParentAgain() {
    start("Parent", "ended", "Wait");
    awaitStatus("ended.0", RUNNING);
    done(client().terminate("ended.0", "enough"));
    awaitEnd("ended", FAILED);
    rewind("ended");
    assertThat(awaitEnd("ended", FAILED).getSerializedOutput()).contains("terminated", "enough");
    assertThat(generics("ended")).isEqualTo(2);
  }

  @Test
  void aChildThatWasRewoundByItselfGivesItsResultToTheRewoundParent() {
    breakInstances("alone.0");
    failed("Parent", "alone", "Work");
    fix("alone.0");
    rewind("alone.0");
    awaitEnd("alone.0", COMPLETED);
    assertThat(status("alone")).isEqualTo(FAILED);
    rewind("alone");
    assertThat(awaitEnd("alone", COMPLETED).getSerializedOutput()).isEqualTo("\"alone.0\"");
    assertThat(runs("alone.0")).isEqualTo(2);
  }

  @Test
  void aChildThatEndedWhileItsParentHadFailedReportsToTheRewoundParent() {
    breakInstances("late.first");
    failed("FailsFirst", "late", null);
    raise("late.second", "go", "\"second\"");
    awaitEnd("late.second", COMPLETED);
    fix("late.first");
    rewind("late");
    assertThat(awaitEnd("late", COMPLETED).getSerializedOutput())
        .isEqualTo("\"late.first second\"");
  }

  @Test
  void aChildThatIsStillLiveReportsToTheRewoundParent() {
    breakInstances("live.first");
    failed("FailsFirst", "live", null);
    fix("live.first");
    rewind("live");
    awaitStatus("live.first", COMPLETED);
    raise("live.second", "go", "\"second\"");
    assertThat(awaitEnd("live", COMPLETED).getSerializedOutput())
        .isEqualTo("\"live.first second\"");
  }

  @Test
  void timersOfTheFailedRunAreArmedAgain() {
    breakInstances("timer.0");
    failed("WithTimer", "timer", null);
    restart();
    fix("timer.0");
    rewind("timer");
    assertThat(awaitEnd("timer", COMPLETED).getSerializedOutput()).isEqualTo("\"timer.0\"");
  }

  @Test
  void failuresThatTheCodeHasDealtWithStay() {
    breakInstances("dealt.first", "dealt.second");
    failed("Recovers", "dealt", null);
    fix("dealt.first", "dealt.second");
    rewind("dealt");
    assertThat(awaitEnd("dealt", COMPLETED).getSerializedOutput())
        .isEqualTo("\"none dealt.second\"");
    assertThat(runs("dealt.first")).isEqualTo(1);
  }
}
