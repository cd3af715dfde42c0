package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/** Calls {@link SlowStep} with its own input. */
@Orchestrator
public final class Slow implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    String gate = ctx.getInput(String.class);
    ctx.complete(ctx.callActivity("SlowStep", gate, String.class).await());
  }
}
