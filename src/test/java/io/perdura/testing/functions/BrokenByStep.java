package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/** Fails as its activity does. */
@Orchestrator
public final class BrokenByStep implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    ctx.callActivity("BrokenStep").await();
  }
}
