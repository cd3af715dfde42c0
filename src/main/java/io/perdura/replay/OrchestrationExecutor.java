package io.perdura.replay;

import io.perdura.history.ExecutionStarted;

/**
 * Runs orchestrators of one kind of worker. The in-process Java executor is one; executors that
 * speak to workers elsewhere can stand beside it.
 */
public interface OrchestrationExecutor {

  /**
   * Whether the orchestrator that an instance started with can be run here.
   *
   * @return null when it can, otherwise what is missing
   */
  String missing(ExecutionStarted started);

  /** The version that an instance of this orchestrator gets which starts now, or null for none. */
  String latestVersion(String name);

  /** Prepares to run an instance; its history follows with the first turn. */
  Execution open(String instanceId);
}
