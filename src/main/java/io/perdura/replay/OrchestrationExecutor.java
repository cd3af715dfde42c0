package io.perdura.replay;

/**
 * Runs orchestrators of one kind of worker. The in-process Java executor is one; executors that
 * speak to workers elsewhere can stand beside it.
 */
public interface OrchestrationExecutor {

  /** Prepares to run an instance; its history follows with the first turn. */
  Execution open(String instanceId);
}
