package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/** Calls one activity that takes its time. */
@Orchestrator
public final class Slow implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    ctx.complete(ctx.callActivity("SlowStep", String.class).await());
  }
}
