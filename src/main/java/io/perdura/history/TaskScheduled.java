package io.perdura.history;

import java.time.Instant;

/**
 * The orchestrator called an activity.
 *
 * @param input JSON text or null
 * @param retry null for a first attempt
 */
public record TaskScheduled(Instant timestamp, int eventId, String name, String input, Retry retry)
    implements HistoryEvent {

  /** A first attempt. */
  public TaskScheduled(Instant timestamp, int eventId, String name, String input) {
    this(timestamp, eventId, name, input, null);
  }
}
