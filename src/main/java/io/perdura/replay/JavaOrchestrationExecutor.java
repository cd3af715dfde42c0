package io.perdura.replay;

import io.perdura.history.ExecutionStarted;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;

/** Runs orchestrators written in Java inside this process. Thread-safe. */
public final class JavaOrchestrationExecutor implements OrchestrationExecutor {

  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final OrchestratorThreads threads;

  public JavaOrchestrationExecutor(
      FunctionRegistry functions, DataConverter converter, OrchestratorThreads threads) {
    this.functions = functions;
    this.converter = converter;
    this.threads = threads;
  }

  @Override
  public String missing(ExecutionStarted started) {
    if (functions.hasOrchestrator(started.name(), started.version())) {
      return null;
    }
    return started.version() == null
        ? "No orchestrator function named '%s' is deployed".formatted(started.name())
        : "No orchestrator function named '%s' of version '%s' is deployed"
            .formatted(started.name(), started.version());
  }

  @Override
  public String latestVersion(String name) {
    return functions.latestVersion(name);
  }

  @Override
  public Execution open(String instanceId) {
    return new JavaExecution(
        (cursor, whenEventsRunOut) ->
            new OrchestratorRun(instanceId, functions, converter, cursor, whenEventsRunOut),
        threads);
  }
}
