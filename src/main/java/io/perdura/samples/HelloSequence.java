package io.perdura.samples;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.List;

/** The sequence of the HTTP API reference's worked example, with its names and greetings. */
@Orchestrator("E1_HelloSequence")
public final class HelloSequence implements TaskOrchestration {

  private static final String SAY_HELLO = "E1_SayHello";

  @Override
  public void run(TaskOrchestrationContext ctx) {
    String tokyo = ctx.callActivity(SAY_HELLO, "Tokyo", String.class).await();
    String seattle = ctx.callActivity(SAY_HELLO, "Seattle", String.class).await();
    String london = ctx.callActivity(SAY_HELLO, "London", String.class).await();
    ctx.complete(List.of(tokyo, seattle, london));
  }
}
