package io.perdura.samples;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/**
 * A long-running operation behind the async HTTP API. Its time passes in a durable timer, so that a
 * restart does not make it longer and no thread waits.
 */
@Orchestrator
public final class AsyncHttpApi implements TaskOrchestration {

  @Override
  public void run(TaskOrchestrationContext ctx) {
    Operation given = ctx.getInput(Operation.class);
    Operation operation = (given == null ? new Operation(null, null, null) : given).withDefaults();
    ctx.createTimer(operation.time()).await();
    ctx.complete(
        ctx.callActivity(
                ProcessLongRunningTask.NAME, operation, ProcessLongRunningTask.Outcome.class)
            .await());
  }
}
