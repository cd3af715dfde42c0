package io.perdura.samples;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.List;
import java.util.stream.IntStream;

/** Runs other orchestrations as its steps. */
public final class SubOrchestrations {

  /** The greetings of as many HelloCities as the input says, all at the same time. */
  @Orchestrator("SubOrchestrations")
  public List<List<?>> greetManyTimes(TaskOrchestrationContext ctx) {
    List<Task<List<?>>> children =
        IntStream.range(0, ctx.getInput(Integer.class)).mapToObj(i -> greet(ctx)).toList();
    return ctx.allOf(children).await();
  }

  @SuppressWarnings("unchecked")
  private static Task<List<?>> greet(TaskOrchestrationContext ctx) {
    return (Task<List<?>>) (Task<?>) ctx.callSubOrchestrator("HelloCities", List.class);
  }
}
