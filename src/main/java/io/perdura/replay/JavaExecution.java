package io.perdura.replay;

import io.perdura.history.HistoryEvent;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Runs short histories by re-execution, which is cheapest for them, and gives an orchestrator with
 * a long history a thread of its own to wait on, so that its next step costs what its tenth did.
 */
final class JavaExecution implements Execution {

  /** From about here on, replaying costs more than waking a thread. */
  private static final int LIVE_FROM_EVENTS = 192;

  private final BiFunction<HistoryCursor, Runnable, OrchestratorRun> newRun;
  private final OrchestratorThreads threads;
  private LiveOrchestrator live;

  JavaExecution(
      BiFunction<HistoryCursor, Runnable, OrchestratorRun> newRun, OrchestratorThreads threads) {
    this.newRun = newRun;
    this.threads = threads;
  }

  @Override
  public TurnOutcome advance(List<HistoryEvent> past, List<HistoryEvent> newEvents) {
    if (live != null) {
      return live.resume(newEvents);
    }
    if (past.size() >= LIVE_FROM_EVENTS && threads.tryReserve()) {
      live = new LiveOrchestrator(newRun, threads);
      return live.start(new HistoryCursor(past, newEvents));
    }
    return newRun.apply(new HistoryCursor(past, newEvents), JavaExecution::unwind).run();
  }

  private static void unwind() {
    throw OrchestratorUnwind.INSTANCE;
  }

  @Override
  public void close() {
    if (live != null) {
      live.close();
      live = null;
    }
  }
}
