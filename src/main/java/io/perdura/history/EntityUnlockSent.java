package io.perdura.history;

import java.time.Instant;

/**
 * A run no longer wants the lock of an entity. The same event is the message to the entity.
 *
 * @param eventId number of the orchestrator's action, -1 when none asked for it
 * @param entityId {@code @name@key}
 * @param lockId event id of the {@link EntityLockRequested}
 * @param ownerKey the run
 */
public record EntityUnlockSent(
    Instant timestamp, int eventId, String entityId, int lockId, long ownerKey)
    implements EntityMessage {

  /** One that no orchestrator asked for: its run has ended, or waits for the lock no longer. */
  public EntityUnlockSent(Instant timestamp, String entityId, int lockId, long ownerKey) {
    this(timestamp, -1, entityId, lockId, ownerKey);
  }
}
