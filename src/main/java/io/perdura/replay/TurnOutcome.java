package io.perdura.replay;

import java.util.List;

/**
 * What one turn of an orchestrator led to.
 *
 * @param actions new ones only, in the order asked for
 * @param completion null while the orchestrator waits
 * @param customStatus JSON text or null
 */
public record TurnOutcome(List<Action> actions, Completion completion, String customStatus) {}
