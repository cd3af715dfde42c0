package io.perdura.history;

import java.time.Instant;

/** A client put the failed instance back to work. The reason is plain text or null. */
public record ExecutionRewound(Instant timestamp, String reason) implements HistoryEvent {}
