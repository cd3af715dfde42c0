package io.perdura.history;

import java.time.Instant;

/** The timer of {@link TimerCreated} {@code timerId} came due. */
public record TimerFired(Instant timestamp, int timerId, Instant fireAt) implements HistoryEvent {}
