package io.perdura.history;

import java.time.Instant;

/**
 * The orchestrator created a timer.
 *
 * @param fireAt when it is to fire; a time of long ago means at once
 * @param retried event id of the failed task that is tried again after it, or null
 */
public record TimerCreated(Instant timestamp, int eventId, Instant fireAt, Integer retried)
    implements HistoryEvent {

  /** A timer that is no pause before another attempt. */
  public TimerCreated(Instant timestamp, int eventId, Instant fireAt) {
    this(timestamp, eventId, fireAt, null);
  }
}
