package io.perdura.history;

import java.time.Instant;

/**
 * The timer of {@link TimerCreated} {@code timerId}, or that of a start time, came due.
 *
 * @param fireAt the time that was asked for
 */
public record TimerFired(Instant timestamp, int timerId, Instant fireAt) implements HistoryEvent {}
