package io.perdura.history;

import java.time.Instant;

/**
 * The orchestrator called another one.
 *
 * @param instanceId id of the child
 * @param input JSON text or null
 */
public record SubOrchestrationInstanceCreated(
    Instant timestamp, int eventId, String name, String instanceId, String input)
    implements HistoryEvent {}
