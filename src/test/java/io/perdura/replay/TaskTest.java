package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskCanceledException;
import io.perdura.orchestration.TaskFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks made of others, and what can be asked of a task. */
class TaskTest {

  @Test
  void thenApplyGivesTheFunctionsResult() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<Integer> length =
                  ctx.callActivity("Read", String.class).thenApply(String::length);
              ctx.complete(List.of(length.await(), length.await()));
            });
    run.taskCompleted(0, "\"four\"");
    assertThat(run.result()).isEqualTo("[4,4]");
  }

  @Test
  void aChainOfFunctionsWorksInsideAllOf() {
    Replayed run =
        Replayed.start(
            ctx -> {
              List<Task<Integer>> tasks = new ArrayList<>();
              for (int i = 0; i < 2; i++) {
                Task<Integer> half = ctx.callActivity("Half", Integer.class);
                tasks.add(half.thenApply(value -> value + 1).thenApply(value -> value * 10));
              }
              ctx.complete(ctx.allOf(tasks).await());
            });
    run.taskCompleted(1, "2");
    run.taskCompleted(0, "1");
    assertThat(run.result()).isEqualTo("[20,30]");
  }

  @Test
  void thenAcceptIsCalledWithoutAnyoneAwaitingIt() {
    Replayed run =
        Replayed.start(
            ctx -> {
              ctx.callActivity("Read", String.class).thenAccept(ctx::setCustomStatus);
              ctx.waitForExternalEvent("Go").await();
            });
    run.taskCompleted(0, "\"read\"");
    assertThat(run.customStatus()).isEqualTo("\"read\"");
  }

  @Test
  void aFailedTaskFailsWhatIsMadeOfItAndCallsNothing() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<String> applied =
                  ctx.callActivity("Read", String.class).thenApply(v -> "must not be called");
              try {
                applied.await();
              } catch (TaskFailedException e) {
                ctx.complete(e.getErrorDetails().getErrorMessage());
              }
            });
    run.taskFailed(0, new IllegalStateException("gone"));
    assertThat(run.result()).isEqualTo("\"gone\"");
  }

  @Test
  void whatTheFunctionThrowsIsThrownByAwait() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<Object> applied =
                  ctx.callActivity("Read", String.class)
                      .thenApply(
                          value -> {
                            throw new UnsupportedOperationException(value);
                          });
              try {
                applied.await();
              } catch (UnsupportedOperationException e) {
                ctx.complete(e.getMessage());
              }
            });
    run.taskCompleted(0, "\"x\"");
    assertThat(run.result()).isEqualTo("\"x\"");
  }

  @Test
  void aFunctionMayItselfAwaitATask() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<String> both =
                  ctx.callActivity("A", String.class)
                      .thenApply(a -> a + ctx.callActivity("B", String.class).await());
              ctx.complete(both.await());
            });
    run.taskCompleted(0, "\"a\"");
    assertThat(run.scheduled()).containsExactly("A", "B");
    run.taskCompleted(1, "\"b\"");
    assertThat(run.result()).isEqualTo("\"ab\"");
  }

  @Test
  void allOfNothingIsDoneAtOnce() {
    Replayed run =
        Replayed.start(ctx -> ctx.complete(ctx.allOf(List.<Task<String>>of()).await().size()));
    assertThat(run.result()).isEqualTo("0");
  }

  @Test
  @SuppressWarnings("unchecked")
  void allOfTakesTasksOneByOne() {
    Replayed run =
        Replayed.start(
            ctx ->
                ctx.complete(
                    ctx.allOf(
                            ctx.callActivity("A", String.class),
                            ctx.callActivity("B", String.class))
                        .await()));
    run.taskCompleted(0, "\"a\"");
    run.taskCompleted(1, "\"b\"");
    assertThat(run.result()).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void anyOfNothingFailsClearly() {
    Replayed run = Replayed.start(ctx -> ctx.anyOf(List.of()).await());
    assertThat(run.completion().status()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(run.completion().failure().getErrorMessage()).contains("at least one task");
  }

  @Test
  void aTimeoutCancelsATaskAndIsATaskFailure() {
    Replayed run =
        Replayed.start(
            ctx -> {
              Task<String> event =
                  ctx.waitForExternalEvent("Go", Duration.ofMinutes(1), String.class);
              try {
                event.await();
              } catch (TaskFailedException e) {
                ctx.complete(
                    event.isCancelled()
                            && e.getErrorDetails().isCausedBy(TaskCanceledException.class)
                        ? e.getTaskName()
                        : "other");
              }
            });
    run.timerFired(0);
    assertThat(run.result()).isEqualTo("\"Go\"");
  }

  @Test
  void aWaitWithoutATimeoutSetsNoTimer() {
    Replayed run =
        Replayed.start(
            ctx -> ctx.complete(ctx.waitForExternalEvent("Go", null, String.class).await()));
    assertThat(run.pauses()).isEmpty();
    run.eventRaised("Go", "\"went\"");
    assertThat(run.result()).isEqualTo("\"went\"");
  }
}
