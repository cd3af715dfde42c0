package io.perdura.history;

import java.time.Instant;

/** The engine tries again to go on with the instance. */
public record ExecutionUnparked(Instant timestamp) implements HistoryEvent {}
