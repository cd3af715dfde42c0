package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.EntityOperationCompleted;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.EntityOperationFailedException;
import io.perdura.orchestration.SignalEntityOptions;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What orchestrators ask of entities, and the rules of critical sections. */
class EntityReplayTest {

  private static final EntityInstanceId A = new EntityInstanceId("Counter", "a");
  private static final EntityInstanceId B = new EntityInstanceId("Counter", "b");

  @Test
  void aCallGivesItsResult() {
    Replayed run =
        Replayed.start(ctx -> ctx.complete(ctx.callEntity(A, "get", Integer.class).await() + 1));
    assertThat(run.actions()).containsExactly(new Action.CallEntity(0, "@counter@a", "get", null));
    run.operationCompleted(0, "41");
    assertThat(run.result()).isEqualTo("42");
  }

  @Test
  void aFailedCallThrowsWithTheDetails() {
    Replayed run =
        Replayed.start(
            ctx -> {
              try {
                ctx.callEntity(A, "get", Integer.class).await();
              } catch (EntityOperationFailedException e) {
                ctx.complete(
                    "%s %s %s %s"
                        .formatted(
                            e.getEntityId(),
                            e.getOperationName(),
                            e.getFailureDetails().isCausedBy(ArithmeticException.class),
                            e.getFailureDetails().errorMessage()));
              }
            });
    run.operationFailed(0, new ArithmeticException("too much"));
    assertThat(run.result()).isEqualTo("\"@counter@a get true too much\"");
  }

  @Test
  void aSignalIsSentOnceAndNotWaitedFor() {
    Instant later = Instant.parse("2027-01-01T00:00:00Z");
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.signalEntity(A, "add", 1, new SignalEntityOptions().setScheduledTime(later));
              ctx.waitForExternalEvent("go").await();
            });
    assertThat(run.actions())
        .containsExactly(new Action.SignalEntity(0, "@counter@a", "add", "1", later));
    run.eventRaised("go", "null");
    assertThat(run.actions()).isEmpty();
    assertThat(run.isWaiting()).isFalse();
  }

  @Test
  void locksAreAskedForInOneOrderWithoutDoubles() {
    Replayed run = Replayed.start(ctx -> ctx.lockEntities(B, A, B).await());
    assertThat(run.actions())
        .containsExactly(new Action.LockEntities(0, List.of("@counter@a", "@counter@b")));
  }

  @Test
  void closingALockOnceOrTwiceUnlocksOnce() {
    Replayed run =
        Replayed.start(
            ctx -> {
              AutoCloseable locks = ctx.lockEntities(A, B).await();
              ctx.callEntity(A, "get").await();
              close(locks);
              close(locks);
              ctx.complete(ctx.isInCriticalSection() + " " + ctx.getLockedEntities());
            });
    run.lockGranted(0);
    run.operationCompleted(1, null);
    assertThat(run.actions())
        .containsExactly(
            new Action.UnlockEntity(2, "@counter@a", 0),
            new Action.UnlockEntity(3, "@counter@b", 0));
    assertThat(run.result()).isEqualTo("\"false []\"");
  }

  @Test
  void aLockThatIsClosedInFinallyOutlivesTheWaitsInside() {
    Replayed run =
        Replayed.start(
            ctx -> {
              AutoCloseable locks = ctx.lockEntities(A).await();
              try {
                ctx.waitForExternalEvent("go").await();
                ctx.complete(ctx.getLockedEntities());
              } finally {
                close(locks);
              }
            });
    run.lockGranted(0);
    assertThat(run.actions()).isEmpty();
    run.eventRaised("go", "null");
    assertThat(run.result()).contains("\"a\"");
    assertThat(run.actions()).containsExactly(new Action.UnlockEntity(1, "@counter@a", 0));
  }

  private static void close(AutoCloseable locks) {
    try {
      locks.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCriticalSectionRefusesWhatItMustNotDo() {
    assertRefused(ctx -> ctx.callEntity(B, "get"), "only entities that it has locked");
    assertRefused(ctx -> ctx.signalEntity(A, "add", 1), "must not signal the locked entity");
    assertRefused(ctx -> ctx.lockEntities(B), "must not lock further entities");
    assertRefused(ctx -> ctx.callSubOrchestrator("Other"), "must not start sub-orchestrations");
    assertRefused(
        ctx -> {
          ctx.callEntity(A, "get");
          ctx.callEntity(A, "get");
        },
        "before the next one");
  }

  private static void assertRefused(Consumer<TaskOrchestrationContext> deed, String message) {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.lockEntities(A).await();
              deed.accept(ctx);
            });
    run.lockGranted(0);
    assertThat(run.completion().failure().errorType())
        .isEqualTo(IllegalStateException.class.getName());
    assertThat(run.completion().failure().errorMessage()).contains(message);
  }

  @Test
  void aLockedEntityIsCalledOnlyOnceTheLockIsThere() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<AutoCloseable> locks = ctx.lockEntities(A);
              ctx.callEntity(A, "get").await();
              locks.await();
            });
    assertThat(run.completion().failure().errorMessage()).contains("Await lockEntities");
  }

  @Test
  void aCriticalSectionMaySignalOthersAndCallItsOwnOneAfterAnother() {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.lockEntities(A).await();
              ctx.signalEntity(B, "add", 1);
              ctx.callEntity(A, "get").await();
              ctx.callEntity(A, "get").await();
              ctx.complete("done");
            });
    run.lockGranted(0);
    run.operationCompleted(2, null);
    run.operationCompleted(3, null);
    assertThat(run.result()).isEqualTo("\"done\"");
  }

  @Test
  void changedCodeIsFoundByEntityOperationAndKind() {
    TaskOrchestration original =
        ctx -> {
          ctx.callEntity(A, "get").await();
          ctx.callEntity(A, "get").await();
        };
    assertMismatch(original, ctx -> ctx.callEntity(B, "get").await(), "@counter@b");
    assertMismatch(original, ctx -> ctx.callEntity(A, "put").await(), "'put'");
    assertMismatch(original, ctx -> ctx.lockEntities(A).await(), "a lock of '@counter@a'");
    assertMismatch(
        original,
        ctx -> {
          ctx.signalEntity(A, "get");
          ctx.callEntity(A, "get").await();
        },
        "a signal to the entity");
  }

  private static void assertMismatch(
      TaskOrchestration original, TaskOrchestration changed, String inCode) {
    Replayed recorded = Replayed.start(original);
    recorded.operationCompleted(0, null);
    TurnOutcome outcome =
        Replayed.replay(changed, recorded, new EntityOperationCompleted(Instant.EPOCH, 1, null));
    assertThat(outcome.completion().failure().errorType())
        .isEqualTo(NonDeterministicOrchestratorException.class.getName());
    assertThat(outcome.completion().failure().errorMessage())
        .contains("a call of the entity @counter@a, 'get'", inCode);
  }
}
