package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;

/** Greets the city given as input, spelled as in the HTTP API reference. */
@Activity("E1_SayHello")
public final class SayHelloInSequence implements TaskActivity {

  @Override
  public Object run(TaskActivityContext ctx) {
    return "Hello %s!".formatted(ctx.getInput(String.class));
  }
}
