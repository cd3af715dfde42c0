package io.perdura.bench;

import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.samples.Counter;
import java.util.ArrayList;
import java.util.List;

/** Orchestrators that do next to nothing, many times. */
final class ScalingFunctions {

  private ScalingFunctions() {}

  static FunctionRegistry registry() {
    FunctionRegistry registry = new FunctionRegistry();
    registry.addActivity("Echo", () -> ctx -> ctx.getInput(Integer.class), "benchmark");
    registry.addOrchestrator("Steps", () -> ScalingFunctions::steps, "benchmark");
    registry.addOrchestrator("FanOut", () -> ScalingFunctions::fanOut, "benchmark");
    registry.addOrchestrator("CountEvents", () -> ScalingFunctions::countEvents, "benchmark");
    registry.addEntity("Counter", Counter::new, "benchmark");
    return registry;
  }

  private static void steps(TaskOrchestrationContext ctx) {
    for (int i = 0; i < ctx.getInput(Integer.class); i++) {
      ctx.callActivity("Echo", i, Integer.class).await();
    }
  }

  private static void fanOut(TaskOrchestrationContext ctx) {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < ctx.getInput(Integer.class); i++) {
      tasks.add(ctx.callActivity("Echo", i, Integer.class));
    }
    ctx.allOf(tasks).await();
  }

  private static void countEvents(TaskOrchestrationContext ctx) {
    for (int i = 0; i < ctx.getInput(Integer.class); i++) {
      ctx.waitForExternalEvent("tick").await();
    }
  }
}
