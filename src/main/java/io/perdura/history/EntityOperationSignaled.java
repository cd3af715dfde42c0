package io.perdura.history;

import java.time.Instant;

/**
 * Somebody signalled an entity: it carries out the operation and nobody waits for a result. The
 * same event is the message to the entity.
 *
 * @param eventId number of the orchestrator's action; of no meaning in other senders' signals
 * @param requestId tells the signal from others, or null where nobody needs to
 * @param entityId {@code @name@key}, null in clients' signals
 * @param input JSON text or null
 * @param scheduledTime not carried out before, or null
 */
public record EntityOperationSignaled(
    Instant timestamp,
    int eventId,
    String requestId,
    String entityId,
    String operation,
    String input,
    Instant scheduledTime)
    implements EntityMessage {

  /** A signal that nobody's history holds. */
  public EntityOperationSignaled(
      Instant timestamp, String operation, String input, Instant scheduledTime) {
    this(timestamp, 0, null, null, operation, input, scheduledTime);
  }

  /** The same signal, to be told from others. */
  public EntityOperationSignaled withRequestId(String id) {
    return new EntityOperationSignaled(
        timestamp, eventId, id, entityId, operation, input, scheduledTime);
  }
}
