package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/** Answers its input. */
@Orchestrator
public final class Echo implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    ctx.complete(ctx.getInput(Object.class));
  }
}
