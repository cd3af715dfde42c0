package io.perdura.testing.functions;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes two seconds. */
@Activity
public final class SlowStep implements TaskActivity {

  @Override
  public Object run(TaskActivityContext ctx) throws InterruptedException {
    return new CountDownLatch(1).await(2, TimeUnit.SECONDS) ? "early" : "late";
  }
}
