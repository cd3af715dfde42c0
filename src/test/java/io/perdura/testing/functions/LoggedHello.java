package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.ArrayList;
import java.util.List;

/** Five activities in sequence, each of which notes that it ran. */
@Orchestrator
public final class LoggedHello implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    List<String> done = new ArrayList<>();
    for (int step = 1; step <= 5; step++) {
      done.add(ctx.callActivity("LoggedStep", "step-" + step, String.class).await());
    }
    ctx.complete(done);
  }
}
