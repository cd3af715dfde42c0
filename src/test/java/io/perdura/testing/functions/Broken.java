package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/** Fails at once. */
@Orchestrator
public final class Broken implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    throw new IllegalStateException("out of paper");
  }
}
