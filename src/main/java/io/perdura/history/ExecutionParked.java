package io.perdura.history;

import java.time.Instant;

/**
 * The engine cannot go on with the instance: until it is unparked its code takes no further events.
 *
 * @param reason what is wrong and what would help
 * @param taskScheduledId the activity that cannot run, or null when something else is wrong
 */
public record ExecutionParked(Instant timestamp, String reason, Integer taskScheduledId)
    implements HistoryEvent {

  /** Something else than an activity is wrong. */
  public ExecutionParked(Instant timestamp, String reason) {
    this(timestamp, reason, null);
  }
}
