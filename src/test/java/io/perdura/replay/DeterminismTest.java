package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.TaskCompleted;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.TaskOrchestration;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Code that changed under a running instance is found by kind, number and name of what it does. */
class DeterminismTest {

  private static final TaskOrchestration ORIGINAL =
      ctx -> {
        ctx.callActivity("ChargeCard", "A7", String.class).await();
        ctx.callActivity("Ship", String.class).await();
        ctx.complete("shipped");
      };

  @Test
  void aRenamedActivityIsFound() {
    assertMismatch(
        ctx -> {
          ctx.callActivity("RefundCard", "A7", String.class).await();
          ctx.callActivity("Ship", String.class).await();
        },
        "activity 'ChargeCard' (event #0)",
        "activity 'RefundCard' (event #0)");
  }

  @Test
  void aTimerInPlaceOfAnActivityIsFound() {
    assertMismatch(
        ctx -> {
          ctx.createTimer(Duration.ofHours(1)).await();
          ctx.callActivity("Ship", String.class).await();
        },
        "activity 'ChargeCard' (event #0)",
        "a timer (event #0)");
  }

  @Test
  void swappedCallsAreFound() {
    assertMismatch(
        ctx -> {
          ctx.callActivity("Ship", String.class).await();
          ctx.callActivity("ChargeCard", "A7", String.class).await();
        },
        "activity 'ChargeCard' (event #0)",
        "activity 'Ship' (event #0)");
  }

  @Test
  void anAddedCallIsFound() {
    assertMismatch(
        ctx -> {
          ctx.callActivity("ChargeCard", "A7", String.class);
          ctx.callActivity("Audit");
          ctx.callActivity("Ship", String.class).await();
        },
        "nothing after event #0",
        "activity 'Audit' (event #1)");
  }

  @Test
  void aLeftOutCallIsFound() {
    assertMismatch(ctx -> ctx.complete("at once"), "activity 'ChargeCard'", "asked for nothing");
  }

  @Test
  void anEndBeforeHistoryEndsIsFound() {
    assertMismatch(
        ctx -> {
          ctx.callActivity("ChargeCard", "A7", String.class);
          ctx.complete("early");
        },
        "a further turn",
        "completed");
  }

  private static void assertMismatch(TaskOrchestration changed, String history, String code) {
    Replayed recorded = Replayed.start(ORIGINAL);
    recorded.taskCompleted(0, "\"ok\"");
    TurnOutcome outcome =
        Replayed.replay(changed, recorded, new TaskCompleted(Instant.EPOCH, 1, "\"ok\""));
    FailureDetails failure = outcome.completion().failure();
    assertThat(failure.errorType())
        .isEqualTo(NonDeterministicOrchestratorException.class.getName());
    assertThat(failure.errorMessage()).contains(history).contains(code);
  }
}
