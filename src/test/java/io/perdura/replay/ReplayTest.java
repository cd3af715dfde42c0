package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.orchestration.CompositeTaskFailedException;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskCanceledException;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOrchestration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Orchestrators driven turn by turn from histories made by hand; no engine, no clock, no threads.
 */
class ReplayTest {

  @Test
  void activitiesInSequenceAreScheduledOneAtATime() {
    Replayed run =
        Replayed.start(
            ctx -> {
              String first = ctx.callActivity("A", "x", String.class).await();
              ctx.complete(first + ctx.callActivity("B", String.class).await());
            });
    assertThat(run.scheduled()).containsExactly("A");
    run.taskCompleted(0, "\"1\"");
    assertThat(run.scheduled()).containsExactly("A", "B");
    run.taskCompleted(1, "\"2\"");
    assertThat(run.result()).isEqualTo("\"12\"");
  }

  @Test
  void fanOutSchedulesAllAtOnceAndKeepsTheOrderOfResults() {
    Replayed run =
        Replayed.start(
            ctx -> {
              List<Task<Integer>> all = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                all.add(ctx.callActivity("Square", i, Integer.class));
              }
              ctx.complete(ctx.allOf(all).await());
            });
    assertThat(run.scheduled()).containsExactly("Square", "Square", "Square");
    run.taskCompleted(2, "4");
    run.taskCompleted(0, "0");
    run.taskCompleted(1, "1");
    assertThat(run.result()).isEqualTo("[0,1,4]");
  }

  @Test
  void anyOfGoesOnWithTheFirstInHistory() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<String> slow = ctx.callActivity("Slow", String.class);
              Task<String> fast = ctx.callActivity("Fast", String.class);
              ctx.complete(ctx.anyOf(slow, fast).await() == fast ? "fast" : "slow");
            });
    run.taskCompleted(1, "\"x\"");
    assertThat(run.result()).isEqualTo("\"fast\"");
  }

  @Test
  void aFailedActivityIsThrownWhereItIsAwaited() {
    Replayed run =
        Replayed.start(
            ctx -> {
              try {
                ctx.callActivity("Boom").await();
              } catch (TaskFailedException e) {
                ctx.complete(e.getErrorDetails().errorMessage());
              }
            });
    run.taskFailed(0, new IllegalStateException("card declined"));
    assertThat(run.result()).isEqualTo("\"card declined\"");
  }

  @Test
  void allOfReportsEveryFailure() {
    Replayed run =
        Replayed.start(
            ctx -> {
              try {
                ctx.allOf(List.of(ctx.callActivity("A"), ctx.callActivity("B"))).await();
              } catch (CompositeTaskFailedException e) {
                ctx.complete(e.getExceptions().size());
              }
            });
    run.taskFailed(0, new IllegalStateException("one"));
    run.taskFailed(1, new IllegalStateException("two"));
    assertThat(run.result()).isEqualTo("2");
  }

  @Test
  void anUncaughtExceptionFailsTheInstanceWithTypeMessageAndStack() {
    Replayed run =
        Replayed.start(
            ctx -> {
              throw new IllegalArgumentException("no such order");
            });
    assertThat(run.completion().status()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(run.completion().failure().errorType())
        .isEqualTo(IllegalArgumentException.class.getName());
    assertThat(run.completion().failure().errorMessage()).isEqualTo("no such order");
    assertThat(run.completion().failure().stackTrace()).contains("ReplayTest");
  }

  @Test
  void eventsAreKeptUntilAskedForAndMatchWithoutRegardToCase() {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.callActivity("First").await();
              String a = ctx.waitForExternalEvent("approval", String.class).await();
              String b = ctx.waitForExternalEvent("APPROVAL", String.class).await();
              ctx.complete(a + b);
            });
    run.eventRaised("Approval", "\"1\"");
    run.eventRaised("Approval", "\"2\"");
    run.taskCompleted(0, null);
    assertThat(run.result()).isEqualTo("\"12\"");
  }

  @Test
  void aWaitWithTimeoutIsCancelledWhenItsTimerFiresFirst() {
    TaskOrchestration code =
        ctx -> {
          try {
            ctx.waitForExternalEvent("Go", Duration.ofMinutes(5), String.class).await();
          } catch (TaskCanceledException e) {
            ctx.complete("too late");
          }
        };
    Replayed run = Replayed.start(code);
    run.timerFired(0);
    assertThat(run.result()).isEqualTo("\"too late\"");
  }

  @Test
  void catchingEverythingDoesNotSwallowTheYield() {
    Replayed run =
        Replayed.start(
            ctx -> {
              try {
                ctx.callActivity("A").await();
              } catch (Throwable swallowed) {
                ctx.callActivity("MustNotRun");
              } finally {
                ctx.setCustomStatus("cleaned up");
              }
              ctx.complete("done");
            });
    assertThat(run.scheduled()).containsExactly("A");
    assertThat(run.isWaiting()).isTrue();
    run.taskCompleted(0, null);
    assertThat(run.result()).isEqualTo("\"done\"");
  }

  @Test
  void uuidsAndTimeAreTheSameOnEveryReplay() {
    List<UUID> seen = new ArrayList<>();
    Replayed run =
        Replayed.start(
            ctx -> {
              seen.add(ctx.newUUID());
              ctx.callActivity("A").await();
              ctx.complete(ctx.newUUID());
            });
    run.taskCompleted(0, null);
    assertThat(seen).hasSizeGreaterThan(1).containsOnly(seen.get(0));
    assertThat(run.result()).doesNotContain(seen.get(0).toString());
  }
}
