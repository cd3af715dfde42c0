package io.perdura.samples;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskCanceledException;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.time.Duration;

/** Waits for somebody's approval, and escalates when nobody answers in time. */
@Orchestrator
public final class HumanInteraction implements TaskOrchestration {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofDays(3);

  /**
   * The orchestration's input.
   *
   * @param timeoutSeconds how long to wait for the event {@code Approval}; three days when null
   */
  public record Request(Long timeoutSeconds) {

    Duration timeout() {
      return timeoutSeconds == null ? DEFAULT_TIMEOUT : Duration.ofSeconds(timeoutSeconds);
    }
  }

  @Override
  public void run(TaskOrchestrationContext ctx) {
    Request request = ctx.getInput(Request.class);
    Duration timeout = request == null ? DEFAULT_TIMEOUT : request.timeout();
    ctx.complete(outcome(ctx, timeout));
  }

  private static String outcome(TaskOrchestrationContext ctx, Duration timeout) {
    try {
      Boolean approved = ctx.waitForExternalEvent("Approval", timeout, Boolean.class).await();
      return Boolean.TRUE.equals(approved) ? "Approved" : "Rejected";
    } catch (TaskCanceledException e) {
      return "Escalated";
    }
  }
}
