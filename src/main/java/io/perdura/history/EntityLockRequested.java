package io.perdura.history;

import java.time.Instant;
import java.util.List;

/**
 * The orchestrator asked for the locks of entities. The same event is the message that goes from
 * one of them to the next, each locking itself as soon as nobody else holds its lock.
 *
 * @param lockSet ids of the entities, sorted, so that no two requests wait for each other
 * @param position which of them is to lock itself next
 * @param owner the run that will hold the locks
 */
public record EntityLockRequested(
    Instant timestamp, int eventId, List<String> lockSet, int position, ParentInstance owner)
    implements EntityMessage {

  /** The request for the next entity. */
  public EntityLockRequested next() {
    return new EntityLockRequested(timestamp, eventId, lockSet, position + 1, owner);
  }

  /** Whether the entity at {@link #position} is the last one. */
  public boolean hasReachedLast() {
    return position == lockSet.size() - 1;
  }
}
