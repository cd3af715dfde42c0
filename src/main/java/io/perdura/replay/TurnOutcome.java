package io.perdura.replay;

import java.util.List;

/**
 * What one turn of an orchestrator led to. Either it waits, or it has ended, or it begins again.
 *
 * @param actions new ones only, in the order asked for
 * @param completion null unless it has ended
 * @param restart null unless it continues as new
 * @param customStatus JSON text or null
 */
public record TurnOutcome(
    List<Action> actions, Completion completion, ContinueAsNew restart, String customStatus) {

  /** The orchestrator waits. */
  public static TurnOutcome waiting(List<Action> actions, String customStatus) {
    return new TurnOutcome(actions, null, null, customStatus);
  }

  /** The orchestrator has ended. */
  public static TurnOutcome ended(List<Action> actions, Completion end, String customStatus) {
    return new TurnOutcome(actions, end, null, customStatus);
  }
}
