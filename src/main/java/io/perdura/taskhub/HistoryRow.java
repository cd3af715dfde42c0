package io.perdura.taskhub;

import io.perdura.history.HistoryEvent;
import java.time.Instant;
import java.util.List;

/**
 * One turn of an instance's run as stored.
 *
 * @param turn counts from 0 within a run
 * @param time when the turn began
 */
public record HistoryRow(long instanceKey, int turn, Instant time, List<HistoryEvent> events) {}
