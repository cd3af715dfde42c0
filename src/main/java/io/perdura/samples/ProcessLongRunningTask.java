package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The activity behind {@link AsyncHttpApi}. */
@Activity(ProcessLongRunningTask.NAME)
public final class ProcessLongRunningTask implements TaskActivity {

  static final String NAME = "process_long_running_task";

  /**
   * What the operation yields.
   *
   * @param duration seconds, as asked for
   * @param timestamp when it ended, in whole seconds
   */
  public record Outcome(String task, String result, Number duration, String timestamp) {}

  @Override
  public Object run(TaskActivityContext ctx) {
    Operation operation = ctx.getInput(Operation.class);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Outcome(operation.operationType(), "Success", operation.duration(), now);
  }
}
