package io.perdura.history;

import java.time.Instant;

/** The result of {@link EntityOperationCalled} {@code taskScheduledId}. It is JSON text or null. */
public record EntityOperationCompleted(Instant timestamp, int taskScheduledId, String result)
    implements HistoryEvent {}
