package io.perdura.replay;

import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TaskOrchestration;
import java.util.List;

/** One pass of an author's code over its events, from the first to where it waits or ends. */
final class OrchestratorRun {

  private final FunctionRegistry functions;
  private final HistoryCursor cursor;
  private final ReplayState state;
  private final OrchestrationContext context;

  OrchestratorRun(
      String instanceId,
      FunctionRegistry functions,
      DataConverter converter,
      HistoryCursor cursor,
      Runnable whenEventsRunOut) {
    this.functions = functions;
    this.cursor = cursor;
    this.state = new ReplayState(cursor, whenEventsRunOut);
    this.context = new OrchestrationContext(instanceId, state, converter);
  }

  void append(List<HistoryEvent> nextTurn) {
    cursor.append(nextTurn);
  }

  /** Runs the code until it ends or is unwound. */
  TurnOutcome run() {
    FailureDetails failure = null;
    try {
      state.pullUntilStarted();
      orchestrator().run(context);
    } catch (OrchestratorUnwind unwind) {
      return unwound();
    } catch (Throwable e) {
      failure = FailureDetails.of(e);
    } finally {
      // whoever interrupts the thread in an orchestrator must not end the partition
      Thread.interrupted();
    }
    return state.isUnwound() ? unwound() : ended(failure);
  }

  private TurnOutcome unwound() {
    if (state.mismatch() != null) {
      return failed(FailureDetails.of(state.mismatch()));
    }
    return context.restart() == null ? waiting() : restarting();
  }

  private TurnOutcome restarting() {
    return new TurnOutcome(
        state.actions().drain(), null, context.restart(), context.customStatus());
  }

  private TaskOrchestration orchestrator() {
    String name = state.started().name();
    return functions
        .newOrchestrator(name, state.started().version())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No orchestrator function named '%s' is deployed".formatted(name)));
  }

  private TurnOutcome ended(FailureDetails failure) {
    try {
      state.requireNoMoreTurns(failure == null ? "completed" : "thrown " + failure.errorType());
    } catch (NonDeterministicOrchestratorException e) {
      return failed(FailureDetails.of(e));
    }
    return failure == null ? completed() : failed(failure);
  }

  /** What the orchestrator asked for since it last waited. */
  TurnOutcome waiting() {
    return TurnOutcome.waiting(state.actions().drain(), context.customStatus());
  }

  private TurnOutcome completed() {
    List<Action> actions = state.actions().drain();
    Completion completion =
        new Completion(
            state.actions().nextId(), OrchestrationRuntimeStatus.COMPLETED, context.output(), null);
    return TurnOutcome.ended(actions, completion, context.customStatus());
  }

  private TurnOutcome failed(FailureDetails failure) {
    Completion completion =
        new Completion(state.actions().nextId(), OrchestrationRuntimeStatus.FAILED, null, failure);
    return TurnOutcome.ended(List.of(), completion, context.customStatus());
  }
}
