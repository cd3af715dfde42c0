package io.perdura.testing.functions;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.net.URI;

/** Gets the URL that is its input, and completes with the status code. */
@Orchestrator
public final class CallHttp implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    URI uri = URI.create(ctx.getInput(String.class));
    ctx.complete(ctx.callHttp("GET", uri).await().getStatusCode());
  }
}
