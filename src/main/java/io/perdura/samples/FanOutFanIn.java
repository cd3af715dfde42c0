package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.List;
import java.util.stream.LongStream;

/** Squares numbers in parallel and adds the squares up. */
public final class FanOutFanIn {

  /** The sum of the squares of 1 to the input. */
  @Orchestrator("FanOutFanIn")
  public long sumOfSquares(TaskOrchestrationContext ctx) {
    List<Task<Long>> squares =
        LongStream.rangeClosed(1, ctx.getInput(Long.class))
            .mapToObj(number -> ctx.callActivity("Square", number, Long.class))
            .toList();
    return ctx.allOf(squares).await().stream().mapToLong(Long::longValue).sum();
  }

  /** The square of a number. */
  @Activity("Square")
  public long square(long number) {
    return number * number;
  }
}
