package io.perdura.history;

import java.time.Instant;

/**
 * The orchestrator called another one.
 *
 * @param instanceId id of the child
 * @param input JSON text or null
 * @param retry null for a first attempt
 */
public record SubOrchestrationInstanceCreated(
    Instant timestamp, int eventId, String name, String instanceId, String input, Retry retry)
    implements HistoryEvent {

  /** A first attempt. */
  public SubOrchestrationInstanceCreated(
      Instant timestamp, int eventId, String name, String instanceId, String input) {
    this(timestamp, eventId, name, instanceId, input, null);
  }
}
