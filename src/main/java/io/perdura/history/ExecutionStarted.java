package io.perdura.history;

import java.time.Instant;

/** The instance began: orchestrator name as given at start and input (JSON text or null). */
public record ExecutionStarted(Instant timestamp, String name, String input)
    implements HistoryEvent {}
