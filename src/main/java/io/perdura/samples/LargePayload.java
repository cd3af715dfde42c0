package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestrationContext;

/** Takes a text of any length through an activity and gives it back. */
public final class LargePayload {

  private static final int DEFAULT_LENGTH = 1 << 20;

  /** The input, or a text of 1 MB when there is none. */
  @Orchestrator("LargePayload")
  public String carry(TaskOrchestrationContext ctx) {
    String given = ctx.getInput(String.class);
    String payload = given == null ? "x".repeat(DEFAULT_LENGTH) : given;
    return ctx.callActivity("Echo", payload, String.class).await();
  }

  /** The same text. */
  @Activity("Echo")
  public String echo(String text) {
    return text;
  }
}
