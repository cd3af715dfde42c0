package io.perdura.history;

import java.time.Instant;
import java.util.Map;

/**
 * The instance began, for the first time or, after it continued as new, again.
 *
 * @param name orchestrator name as given at start
 * @param input JSON text or null
 * @param version which version of the orchestrator runs it, or null
 * @param tags given at start, or null
 * @param parentInstance who waits for its end, or null
 * @param scheduledStartTime its code does not run before, null to run at once
 * @param firstEventId event id of its first action, null for 0; an instance that continues as new
 *     never uses an id twice, so that results of before cannot be taken for later ones
 */
public record ExecutionStarted(
    Instant timestamp,
    String name,
    String input,
    String version,
    Map<String, String> tags,
    ParentInstance parentInstance,
    Instant scheduledStartTime,
    Integer firstEventId)
    implements HistoryEvent {

  /** A plain start. */
  public ExecutionStarted(Instant timestamp, String name, String input) {
    this(timestamp, name, input, null, null, null, null, null);
  }

  /**
   * The same instance from its beginning with another input.
   *
   * @param eventId of its first action
   */
  public ExecutionStarted again(Instant now, String newInput, int eventId) {
    return new ExecutionStarted(now, name, newInput, version, tags, parentInstance, null, eventId);
  }
}
