package io.perdura.history;

import java.time.Instant;
import java.util.List;

/**
 * The run holds all locks of {@link EntityLockRequested} {@code taskScheduledId}.
 *
 * @param lockSet ids of the entities
 */
public record EntityLockGranted(Instant timestamp, int taskScheduledId, List<String> lockSet)
    implements HistoryEvent {}
