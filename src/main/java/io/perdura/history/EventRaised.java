package io.perdura.history;

import java.time.Instant;

/** A client or an orchestrator raised an event to the instance. The input is JSON text. */
public record EventRaised(Instant timestamp, String name, String input) implements HistoryEvent {}
