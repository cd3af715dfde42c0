package io.perdura.testing.functions;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;

/** Fails always. */
@Activity
public final class BrokenStep implements TaskActivity {

  @Override
  public Object run(TaskActivityContext ctx) {
    throw new IllegalArgumentException("card declined");
  }
}
