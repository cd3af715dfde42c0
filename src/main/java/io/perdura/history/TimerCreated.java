package io.perdura.history;

import java.time.Instant;

/** The orchestrator created a timer. */
public record TimerCreated(Instant timestamp, int eventId, Instant fireAt)
    implements HistoryEvent {}
