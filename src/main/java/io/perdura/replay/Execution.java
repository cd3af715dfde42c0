package io.perdura.replay;

import io.perdura.history.HistoryEvent;
import java.util.List;

/** One instance being run. Used by one thread at a time. */
public interface Execution extends AutoCloseable {

  /**
   * Runs the next turn.
   *
   * @param past all events before this turn
   * @param newEvents the events of this turn, the first of them OrchestratorStarted
   */
  TurnOutcome advance(List<HistoryEvent> past, List<HistoryEvent> newEvents);

  /** Lets go of everything held; a new execution can go on from history. */
  @Override
  void close();
}
