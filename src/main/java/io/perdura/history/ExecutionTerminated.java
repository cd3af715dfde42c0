package io.perdura.history;

import java.time.Instant;

/** A client ended the instance. The reason is plain text or null. */
public record ExecutionTerminated(Instant timestamp, String reason) implements HistoryEvent {}
