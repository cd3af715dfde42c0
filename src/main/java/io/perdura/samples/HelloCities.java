package io.perdura.samples;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.ArrayList;
import java.util.List;

/** Five activities, one after the other. */
@Orchestrator
public final class HelloCities implements TaskOrchestration {

  private static final List<String> CITIES =
      List.of("Tokyo", "Seattle", "London", "Paris", "Berlin");

  @Override
  public void run(TaskOrchestrationContext ctx) {
    List<String> greetings = new ArrayList<>();
    for (String city : CITIES) {
      greetings.add(ctx.callActivity("SayHello", city, String.class).await());
    }
    ctx.complete(greetings);
  }
}
