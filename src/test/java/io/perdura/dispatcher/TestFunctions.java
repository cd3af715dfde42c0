package io.perdura.dispatcher;

import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Functions that tests run, and a log of every run of their activities. */
final class TestFunctions {

  private final FunctionRegistry registry = new FunctionRegistry();
  private final Map<String, List<Integer>> runs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> failuresLeft = new ConcurrentHashMap<>();
  private final CountDownLatch unblocked = new CountDownLatch(1);
  private volatile BooleanSupplier slowStepsMayEnd = () -> true;

  TestFunctions() {
    registry.addActivity("Step", () -> this::step, "test");
    registry.addActivity("FlakyStep", () -> this::flakyStep, "test");
    registry.addActivity("SlowStep", () -> this::slowStep, "test");
    registry.addActivity("Block", () -> this::block, "test");
    registry.addActivity(
        "Boom",
        () ->
            ctx -> {
              throw new IllegalStateException(ctx.getInput(String.class));
            },
        "test");
    orchestrator("Sequence", ctx -> ctx.complete(steps(ctx, ctx.getInput(Integer.class))));
    orchestrator("FanOut", ctx -> fanOut(ctx, "Step"));
    orchestrator("FlakyFanOut", ctx -> fanOut(ctx, "FlakyStep"));
    orchestrator("SlowFanOut", ctx -> fanOut(ctx, "SlowStep"));
    orchestrator("CollectEvents", TestFunctions::collectEvents);
    orchestrator("Failing", ctx -> ctx.callActivity("Boom", ctx.getInput(String.class)).await());
    orchestrator("WaitForGo", TestFunctions::waitForGo);
    orchestrator(
        "ParentOfWaiting",
        ctx ->
            ctx.complete(
                ctx.callSubOrchestrator("WaitForGo", null, ctx.getInput(String.class), Object.class)
                    .await()));
    orchestrator(
        "ParentOfFailing",
        ctx ->
            ctx.callSubOrchestrator("Failing", "boom", ctx.getInput(String.class), Object.class)
                .await());
    orchestrator("CountEvents", TestFunctions::countEvents);
    orchestrator(
        "Timer",
        ctx -> {
          ctx.createTimer(Duration.ofMillis(ctx.getInput(Integer.class))).await();
          ctx.complete("fired");
        });
    orchestrator("StepsAroundAnEvent", TestFunctions::stepsAroundAnEvent);
    orchestrator(
        "SequenceThenEvent",
        ctx -> {
          int count = steps(ctx, ctx.getInput(Integer.class)).size();
          ctx.waitForExternalEvent("go").await();
          ctx.complete(count);
        });
    orchestrator("Blocking", ctx -> ctx.complete(ctx.callActivity("Block", String.class).await()));
  }

  private void orchestrator(String name, TaskOrchestration code) {
    registry.addOrchestrator(name, () -> code, "test");
  }

  private static List<Integer> steps(TaskOrchestrationContext ctx, int count) {
    List<Integer> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(ctx.callActivity("Step", i, Integer.class).await());
    }
    return results;
  }

  private static void fanOut(TaskOrchestrationContext ctx, String activity) {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < ctx.getInput(Integer.class); i++) {
      tasks.add(ctx.callActivity(activity, i, Integer.class));
    }
    ctx.complete(ctx.allOf(tasks).await().stream().mapToInt(Integer::intValue).sum());
  }

  private static void waitForGo(TaskOrchestrationContext ctx) {
    ctx.setCustomStatus("waiting");
    ctx.complete(ctx.waitForExternalEvent("go", Object.class).await());
  }

  private static void countEvents(TaskOrchestrationContext ctx) {
    int count = 0;
    while (count < ctx.getInput(Integer.class)) {
      ctx.waitForExternalEvent("Tick").await();
      count++;
    }
    ctx.complete(count);
  }

  private static void collectEvents(TaskOrchestrationContext ctx) {
    List<Integer> collected = new ArrayList<>();
    while (collected.size() < ctx.getInput(Integer.class)) {
      collected.add(ctx.waitForExternalEvent("tick", Integer.class).await());
    }
    ctx.complete(collected);
  }

  private static void stepsAroundAnEvent(TaskOrchestrationContext ctx) {
    ctx.callActivity("Step", 0, Integer.class).await();
    ctx.callActivity("Step", 1, Integer.class).await();
    ctx.waitForExternalEvent("go").await();
    ctx.callActivity("Step", 2, Integer.class).await();
  }

  private Integer step(TaskActivityContext ctx) {
    Integer number = ctx.getInput(Integer.class);
    log(ctx, number);
    return number;
  }

  private Integer flakyStep(TaskActivityContext ctx) {
    Integer number = step(ctx);
    AtomicInteger failures = failuresLeft.get(ctx.getInstanceId());
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("step " + number + " fails");
    }
    return number;
  }

  /** Makes the next so many runs of FlakyStep for this instance fail. */
  void failNext(String instanceId, int runs) {
    failuresLeft.put(instanceId, new AtomicInteger(runs));
  }

  private Integer slowStep(TaskActivityContext ctx) {
    while (!slowStepsMayEnd.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return step(ctx);
  }

  /** Holds every run of SlowStep up until then. */
  void holdSlowStepsUntil(BooleanSupplier mayEnd) {
    slowStepsMayEnd = mayEnd;
  }

  private String block(TaskActivityContext ctx) throws InterruptedException {
    log(ctx, 0);
    unblocked.await();
    return "unblocked";
  }

  private void log(TaskActivityContext ctx, int number) {
    runs.computeIfAbsent(ctx.getInstanceId(), id -> new CopyOnWriteArrayList<>()).add(number);
  }

  FunctionRegistry registry() {
    return registry;
  }

  /** The steps run for an instance, in the order they began. */
  List<Integer> runs(String instanceId) {
    return runs.getOrDefault(instanceId, List.of());
  }

  void unblock() {
    unblocked.countDown();
  }
}
