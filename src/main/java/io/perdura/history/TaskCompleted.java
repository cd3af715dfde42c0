package io.perdura.history;

import java.time.Instant;

/**
 * The activity of {@link TaskScheduled} {@code taskScheduledId} ended with a result (JSON text or
 * null).
 */
public record TaskCompleted(Instant timestamp, int taskScheduledId, String result)
    implements HistoryEvent {}
