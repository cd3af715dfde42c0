package io.perdura.history;

import java.time.Instant;

/** A client resumed the suspended instance. The reason is plain text or null. */
public record ExecutionResumed(Instant timestamp, String reason) implements HistoryEvent {}
