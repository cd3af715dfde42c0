package io.perdura.history;

import java.time.Instant;

/** The orchestrator raised an event to another instance. The input is JSON text. */
public record EventSent(
    Instant timestamp, int eventId, String instanceId, String name, String input)
    implements HistoryEvent {}
