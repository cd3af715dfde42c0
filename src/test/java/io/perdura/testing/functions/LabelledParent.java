package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/**
 * Answers what its sub-orchestration {@link Labelled} answers, whose id is its own with a suffix.
 */
@Orchestrator
public final class LabelledParent implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    String child = ctx.getInstanceId() + "-child";
    ctx.complete(ctx.callSubOrchestrator("Labelled", 1, child, Object.class).await());
  }
}
