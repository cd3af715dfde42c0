package io.perdura.history;

import java.time.Instant;

/**
 * The child of {@link SubOrchestrationInstanceCreated} {@code taskScheduledId} completed with a
 * result (JSON text or null).
 */
public record SubOrchestrationInstanceCompleted(
    Instant timestamp, int taskScheduledId, String result) implements HistoryEvent {}
