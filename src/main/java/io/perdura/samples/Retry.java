package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.RetryPolicy;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskOptions;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.time.Duration;

/** Tries an activity again until it succeeds. */
public final class Retry {

  /**
   * The orchestration's input.
   *
   * @param failures how often the activity fails before it succeeds
   */
  public record Trouble(int failures) {}

  /** How many attempts were made. */
  @Orchestrator("Retry")
  public int tryUntilItWorks(TaskOrchestrationContext ctx) {
    Trouble trouble = ctx.getInput(Trouble.class);
    RetryPolicy policy = new RetryPolicy(trouble.failures() + 1, Duration.ofMillis(50));
    policy.setBackoffCoefficient(1.5).setMaxRetryInterval(Duration.ofSeconds(5));
    return ctx.callActivity("Flaky", trouble, new TaskOptions(policy), Integer.class).await();
  }

  /** Fails as often as it is told to, and then returns the number of the attempt. */
  @Activity("Flaky")
  public int flaky(Trouble trouble, TaskActivityContext ctx) {
    if (ctx.getAttemptNumber() <= trouble.failures()) {
      throw new IllegalStateException("Attempt %d fails".formatted(ctx.getAttemptNumber()));
    }
    return ctx.getAttemptNumber();
  }
}
