package io.perdura.samples;

import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestrationContext;

/**
 * Counts as long as it is told to, beginning again with each event, so that its history never
 * grows.
 */
public final class EternalCounter {

  /** Its input is the count so far; the event {@code operation} says what to do next. */
  @Orchestrator("EternalCounter")
  public long count(TaskOrchestrationContext ctx) {
    Long given = ctx.getInput(Long.class);
    long count = given == null ? 0 : given;
    ctx.setCustomStatus(count);
    String operation = ctx.waitForExternalEvent("operation", String.class).await();
    switch (operation == null ? "" : operation) {
      case "incr" -> ctx.continueAsNew(count + 1);
      case "decr" -> ctx.continueAsNew(count - 1);
      case "end" -> ctx.setCustomStatus(count);
      default -> ctx.continueAsNew(count);
    }
    return count;
  }
}
