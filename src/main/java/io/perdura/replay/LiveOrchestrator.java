package io.perdura.replay;

import io.perdura.history.HistoryEvent;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * An orchestrator on a thread of its own that is parked where it waits. The dispatcher and that
 * thread take turns; never do both run.
 */
final class LiveOrchestrator {

  private final BiFunction<HistoryCursor, Runnable, OrchestratorRun> newRun;
  private final OrchestratorThreads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition handedOver = lock.newCondition();
  private OrchestratorRun run;
  private TurnOutcome outcome;
  private boolean orchestratorsTurn;
  private boolean closing;
  private boolean ended;

  LiveOrchestrator(
      BiFunction<HistoryCursor, Runnable, OrchestratorRun> newRun, OrchestratorThreads threads) {
    this.newRun = newRun;
    this.threads = threads;
  }

  TurnOutcome start(HistoryCursor cursor) {
    run = newRun.apply(cursor, this::waitForNextTurn);
    orchestratorsTurn = true;
    threads.execute(this::runToEnd);
    return awaitOutcome();
  }

  TurnOutcome resume(List<HistoryEvent> nextTurn) {
    run.append(nextTurn);
    handOver(true);
    return awaitOutcome();
  }

  /** Unwinds the orchestrator's stack and gives its thread back. */
  void close() {
    lock.lock();
    try {
      if (!ended) {
        closing = true;
        handedOver.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void runToEnd() {
    TurnOutcome last = run.run();
    lock.lock();
    try {
      ended = true;
      outcome = last;
      orchestratorsTurn = false;
      handedOver.signalAll();
    } finally {
      lock.unlock();
      threads.release();
    }
  }

  /** On the orchestrator's thread: gives the turn's outcome away and parks. */
  private void waitForNextTurn() {
    lock.lock();
    try {
      outcome = run.waiting();
      orchestratorsTurn = false;
      handedOver.signalAll();
      while (!orchestratorsTurn && !closing) {
        handedOver.awaitUninterruptibly();
      }
      if (closing) {
        throw OrchestratorUnwind.INSTANCE;
      }
    } finally {
      lock.unlock();
    }
  }

  private void handOver(boolean toOrchestrator) {
    lock.lock();
    try {
      orchestratorsTurn = toOrchestrator;
      handedOver.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private TurnOutcome awaitOutcome() {
    lock.lock();
    try {
      while (orchestratorsTurn) {
        handedOver.awaitUninterruptibly();
      }
      return outcome;
    } finally {
      lock.unlock();
    }
  }
}
