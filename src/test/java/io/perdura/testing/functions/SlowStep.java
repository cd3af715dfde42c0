package io.perdura.testing.functions;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Makes the file that its input names, and goes on when somebody has deleted it. */
@Activity
public final class SlowStep implements TaskActivity {

  @Override
  public Object run(TaskActivityContext ctx) throws IOException, InterruptedException {
    Path gate = Files.createFile(Path.of(ctx.getInput(String.class)));
    while (Files.exists(gate)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return "late";
  }
}
