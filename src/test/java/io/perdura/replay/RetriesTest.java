package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.Retry;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.RetryContext;
import io.perdura.orchestration.RetryPolicy;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOptions;
import io.perdura.orchestration.TaskOrchestration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed tasks that are tried again, by policy or by handler. */
class RetriesTest {

  private static final Duration FIRST = Duration.ofSeconds(10);

  private static TaskOptions policy(int attempts) {
    return new TaskOptions(new RetryPolicy(attempts, FIRST));
  }

  private static TaskOrchestration calling(TaskOptions options) {
    return ctx -> {
      try {
        ctx.complete(ctx.callActivity("Charge", "A7", options, String.class).await());
      } catch (TaskFailedException e) {
        ctx.complete("%s #%d".formatted(e.getErrorDetails().getErrorMessage(), e.getTaskId()));
      }
    };
  }

  private static Throwable declined(int attempt) {
    return new IllegalStateException("declined " + attempt);
  }

  @Test
  void aFailedTaskIsTriedAgainAfterThePause() {
    Replayed run = Replayed.start(calling(policy(3)));
    run.taskFailed(0, declined(1));
    assertThat(run.scheduled()).containsExactly("Charge");
    assertThat(run.pauses()).containsExactly(FIRST);
    run.timerFired(1);
    assertThat(run.scheduled()).containsExactly("Charge", "Charge");
    run.taskCompleted(2, "\"charged\"");
    assertThat(run.result()).isEqualTo("\"charged\"");
  }

  @Test
  void theLastFailureIsThrownWhenNoAttemptIsLeft() {
    Replayed run = Replayed.start(calling(policy(2)));
    run.taskFailed(0, declined(1));
    run.timerFired(1);
    run.taskFailed(2, declined(2));
    assertThat(run.result()).isEqualTo("\"declined 2 #2\"");
  }

  @Test
  void aSingleAttemptIsNotRepeated() {
    Replayed run = Replayed.start(calling(policy(1)));
    run.taskFailed(0, declined(1));
    assertThat(run.result()).isEqualTo("\"declined 1 #0\"");
  }

  @Test
  void everyAttemptNamesItsNumberAndTheFirstOne() {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.createTimer(Duration.ofDays(1));
              ctx.callActivity("Charge", "A7", policy(3), String.class).await();
            });
    Instant begun = run.now();
    run.taskFailed(1, declined(1));
    run.timerFired(2);
    run.taskFailed(3, declined(2));
    run.timerFired(4);
    assertThat(run.events(TaskScheduled.class))
        .extracting(TaskScheduled::retry)
        .containsExactly(null, new Retry(2, 1, begun), new Retry(3, 1, begun));
    assertThat(run.events(TaskScheduled.class))
        .extracting(TaskScheduled::input)
        .containsOnly("\"A7\"");
    assertThat(run.events(TimerCreated.class))
        .extracting(TimerCreated::retried)
        .containsExactly(null, 1, 3);
  }

  @Test
  void pausesGrowByTheCoefficientUpToTheLongest() {
    RetryPolicy policy =
        new RetryPolicy(6, FIRST)
            .setBackoffCoefficient(2.5)
            .setMaxRetryInterval(Duration.ofSeconds(100));
    Replayed run = Replayed.start(calling(new TaskOptions(policy)));
    for (int attempt = 0; attempt < 5; attempt++) {
      run.taskFailed(2 * attempt, declined(attempt));
      run.timerFired(2 * attempt + 1);
    }
    assertThat(run.pauses())
        .extracting(Duration::toMillis)
        .containsExactly(10_000L, 25_000L, 62_500L, 100_000L, 100_000L);
  }

  @Test
  void aPauseBeyondAllCalendarsEndsWithTheCalendar() {
    RetryPolicy policy = new RetryPolicy(3, Duration.ofDays(36_500)).setBackoffCoefficient(1e9);
    Replayed run = Replayed.start(calling(new TaskOptions(policy)));
    run.taskFailed(0, declined(1));
    run.timerFired(1);
    run.taskFailed(2, declined(2));
    assertThat(run.isWaiting()).isTrue();
    assertThat(run.pauses()).hasSize(2);
  }

  @Test
  void afterTheRetryTimeoutThereIsNoFurtherAttempt() {
    RetryPolicy policy = new RetryPolicy(100, FIRST).setRetryTimeout(Duration.ofMinutes(1));
    Replayed run = Replayed.start(calling(new TaskOptions(policy)));
    run.taskFailed(0, declined(1));
    run.timerFired(1);
    run.pass(Duration.ofMinutes(1));
    run.taskFailed(2, declined(2));
    assertThat(run.result()).isEqualTo("\"declined 2 #2\"");
  }

  @Test
  void aHandlerSeesEachFailureAndStopsTheAttempts() {
    List<String> seen = new ArrayList<>();
    TaskOptions options =
        new TaskOptions(
            (RetryContext retry) -> {
              if (!retry.getOrchestrationContext().getIsReplaying()) {
                seen.add(
                    retry.getLastAttemptNumber()
                        + " "
                        + retry.getLastFailure().getErrorMessage()
                        + " "
                        + retry.getTotalRetryTime().toSeconds());
              }
              return retry.getLastAttemptNumber() < 2
                  && retry.getLastFailure().isCausedBy(RuntimeException.class);
            });
    Replayed run = Replayed.start(calling(options));
    run.taskFailed(0, declined(1));
    assertThat(run.scheduled()).hasSize(2);
    assertThat(run.pauses()).isEmpty();
    run.taskFailed(1, declined(2));
    assertThat(run.result()).isEqualTo("\"declined 2 #1\"");
    assertThat(seen).containsOnly("1 declined 1 1", "2 declined 2 2");
  }

  @Test
  void withPolicyAndHandlerBothMustAgree() {
    TaskOptions options =
        new TaskOptions(new RetryPolicy(3, FIRST), retry -> retry.getLastAttemptNumber() != 2);
    Replayed run = Replayed.start(calling(options));
    run.taskFailed(0, declined(1));
    assertThat(run.pauses()).containsExactly(FIRST);
    run.timerFired(1);
    run.taskFailed(2, declined(2));
    assertThat(run.result()).isEqualTo("\"declined 2 #2\"");
  }

  @Test
  void aHandlerMayWaitForTimers() {
    TaskOptions options =
        new TaskOptions(
            retry -> {
              retry.getOrchestrationContext().createTimer(Duration.ofHours(1)).await();
              return true;
            });
    Replayed run = Replayed.start(calling(options));
    run.taskFailed(0, declined(1));
    assertThat(run.scheduled()).hasSize(1);
    assertThat(run.pauses()).containsExactly(Duration.ofHours(1));
    run.timerFired(1);
    assertThat(run.scheduled()).hasSize(2);
    run.taskCompleted(2, "\"charged\"");
    assertThat(run.result()).isEqualTo("\"charged\"");
  }

  @Test
  void aHandlerThatThrowsFailsTheTask() {
    TaskOptions options =
        new TaskOptions(
            retry -> {
              throw new UnsupportedOperationException("no idea");
            });
    Replayed run =
        Replayed.start(
            ctx -> {
              try {
                ctx.callActivity("Charge", null, options).await();
              } catch (UnsupportedOperationException e) {
                ctx.complete(e.getMessage() + ", " + e.getSuppressed()[0].getMessage());
              }
            });
    run.taskFailed(0, declined(1));
    assertThat(run.result()).contains("no idea").contains("declined 1");
  }

  @Test
  void aTaskThatNobodyAwaitsIsTriedAgainToo() {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.callActivity("Audit", null, policy(2));
              ctx.waitForExternalEvent("Go").await();
              ctx.complete("done");
            });
    run.taskFailed(0, declined(1));
    run.timerFired(1);
    assertThat(run.scheduled()).containsExactly("Audit", "Audit");
    run.taskFailed(2, declined(2));
    run.eventRaised("Go", null);
    assertThat(run.result()).isEqualTo("\"done\"");
  }

  @Test
  void nothingIsTriedAgainOnceTheOrchestratorHasEnded() {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.callActivity("Audit", null, policy(2));
              ctx.waitForExternalEvent("Go").await();
              ctx.complete("done");
            });
    run.turn(run.raised("Go", null), run.failed(0, declined(1)));
    assertThat(run.result()).isEqualTo("\"done\"");
    assertThat(run.pauses()).isEmpty();
  }

  @Test
  void allOfWaitsForTheLastAttemptOfEach() {
    Replayed run =
        Replayed.start(
            ctx -> {
              List<Task<Integer>> tasks =
                  List.of(
                      ctx.callActivity("A", 1, policy(2), Integer.class),
                      ctx.callActivity("B", 2, policy(2), Integer.class));
              ctx.complete(ctx.allOf(tasks).await());
            });
    run.turn(run.failed(0, declined(1)), run.failed(1, declined(1)));
    assertThat(run.pauses()).hasSize(2);
    run.timerFired(3);
    run.taskCompleted(4, "20");
    run.timerFired(2);
    run.taskCompleted(5, "10");
    assertThat(run.result()).isEqualTo("[10,20]");
  }

  @Test
  void anyOfPrefersWhatSucceedsToWhatIsTriedAgain() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<String> flaky = ctx.callActivity("Flaky", null, policy(5), String.class);
              Task<String> steady = ctx.callActivity("Steady", String.class);
              ctx.complete(ctx.anyOf(flaky, steady).await() == flaky ? "flaky" : "steady");
            });
    run.taskFailed(0, declined(1));
    assertThat(run.isWaiting()).isTrue();
    run.taskCompleted(1, null);
    assertThat(run.result()).isEqualTo("\"steady\"");
  }

  @Test
  void aFailedSubOrchestrationIsStartedAgainUnderAnotherId() {
    Replayed run =
        Replayed.start(
            ctx ->
                ctx.complete(
                    ctx.callSubOrchestrator("Order", 7, null, policy(2), String.class).await()));
    run.turn(new SubOrchestrationInstanceFailed(run.now(), 0, FailureDetails.of(declined(1))));
    run.timerFired(1);
    List<SubOrchestrationInstanceCreated> children =
        run.events(SubOrchestrationInstanceCreated.class);
    assertThat(children).extracting(SubOrchestrationInstanceCreated::input).containsOnly("7");
    assertThat(children)
        .extracting(SubOrchestrationInstanceCreated::instanceId)
        .doesNotHaveDuplicates()
        .hasSize(2);
    run.turn(new SubOrchestrationInstanceCompleted(run.now(), 2, "\"shipped\""));
    assertThat(run.result()).isEqualTo("\"shipped\"");
  }

  @Test
  void whileSuspendedNothingIsTriedAgain() {
    Replayed run = Replayed.start(calling(policy(2)));
    run.suspended();
    run.taskFailed(0, declined(1));
    assertThat(run.pauses()).isEmpty();
    run.resumed();
    assertThat(run.pauses()).hasSize(1);
    run.timerFired(1);
    run.taskCompleted(2, "\"charged\"");
    assertThat(run.result()).isEqualTo("\"charged\"");
  }
}
