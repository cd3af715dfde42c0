package io.perdura.taskhub;

import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.EntityInstanceId;

/**
 * An event on its way to a run of an instance, or to an entity, which need not exist yet.
 *
 * @param sequence its place in the inbox table, 0 while not stored
 * @param instanceKey the run it is for, 0 when it is for an entity; a later run under the same id
 *     never sees it
 * @param entity the entity it is for, or null
 * @param partition partition of the instance or entity
 */
public record InboxMessage(
    long sequence, long instanceKey, EntityInstanceId entity, int partition, HistoryEvent event) {

  /** A message to a run of an instance. */
  public InboxMessage(long sequence, long instanceKey, int partition, HistoryEvent event) {
    this(sequence, instanceKey, null, partition, event);
  }

  /** A message to an entity, not stored yet. */
  public static InboxMessage toEntity(EntityInstanceId entity, int partition, HistoryEvent event) {
    return new InboxMessage(0, 0, entity, partition, event);
  }
}
