package io.perdura.history;

import java.time.Instant;

/** The orchestrator called an activity. The input is JSON text or null. */
public record TaskScheduled(Instant timestamp, int eventId, String name, String input)
    implements HistoryEvent {}
