package io.perdura.history;

import java.time.Instant;

/**
 * A client suspended the instance: until it is resumed its code takes no further events. The reason
 * is plain text or null.
 */
public record ExecutionSuspended(Instant timestamp, String reason) implements HistoryEvent {}
