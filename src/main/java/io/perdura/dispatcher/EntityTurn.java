package io.perdura.dispatcher;

import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import java.util.List;

/**
 * The operations that waited for an entity, carried out one after another, and what they write
 * together.
 *
 * @param row the entity afterwards, or null when it has neither state nor lock
 * @param messages replies to callers, and what operations sent
 */
record EntityTurn(
    ActiveEntity entity,
    PartitionRow partition,
    EntityRow row,
    List<InboxMessage> messages,
    List<Long> inboxSequences,
    List<Delivery> deliveries)
    implements PartitionWrite {

  @Override
  public String subject() {
    return entity.id().toString();
  }

  /** A row that is there already is replaced. */
  @Override
  public boolean first() {
    return false;
  }

  /** Whether there was a row and there is none now. */
  boolean deletes() {
    return row == null && (entity.state() != null || entity.lock() != null);
  }
}
