package io.perdura.orchestration;

/**
 * An orchestrator function. Its code is re-executed from its history, so it must be deterministic:
 * time, random ids and all I/O come from the context or from activities.
 */
@FunctionalInterface
public interface TaskOrchestration {

  /** Runs the orchestration; an exception thrown here fails the instance. */
  void run(TaskOrchestrationContext ctx);
}
