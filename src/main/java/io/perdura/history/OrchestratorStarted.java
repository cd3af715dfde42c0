package io.perdura.history;

import java.time.Instant;

/** A turn began; its time is what the orchestrator sees as the current time during that turn. */
public record OrchestratorStarted(Instant timestamp) implements HistoryEvent {}
