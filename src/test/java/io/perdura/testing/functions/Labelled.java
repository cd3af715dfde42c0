package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.Map;

/** Shows a custom status while it waits for the event {@code Go}, and answers its payload. */
@Orchestrator
public final class Labelled implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    ctx.setCustomStatus(Map.of("step", "waiting"));
    ctx.complete(ctx.waitForExternalEvent("Go", Object.class).await());
  }
}
