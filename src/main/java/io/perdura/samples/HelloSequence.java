package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.List;

/** The sequence of the HTTP API reference's worked example, with its names and greetings. */
public final class HelloSequence {

  private static final String SAY_HELLO = "E1_SayHello";

  /** Greets three cities, one after another. */
  @Orchestrator("E1_HelloSequence")
  public List<String> helloSequence(TaskOrchestrationContext ctx) {
    String tokyo = ctx.callActivity(SAY_HELLO, "Tokyo", String.class).await();
    String seattle = ctx.callActivity(SAY_HELLO, "Seattle", String.class).await();
    String london = ctx.callActivity(SAY_HELLO, "London", String.class).await();
    return List.of(tokyo, seattle, london);
  }

  /** Greets a city. */
  @Activity(SAY_HELLO)
  public String sayHello(String city) {
    return "Hello %s!".formatted(city);
  }
}
