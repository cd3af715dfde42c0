package io.perdura.dispatcher;

import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import java.util.List;

/**
 * Uses up a delivery that no instance can take, or that changes nothing; written only while this
 * node owns the partition, so that nobody is answered by what it remembers of earlier.
 *
 * @param messages what others have to know instead
 */
record Reply(PartitionRow partition, Delivery delivery, List<InboxMessage> messages)
    implements PartitionWrite {

  @Override
  public String subject() {
    return delivery.receiverId() == null
        ? "run %d".formatted(delivery.instanceKey())
        : delivery.receiverId();
  }

  @Override
  public boolean first() {
    return false;
  }

  @Override
  public List<Long> inboxSequences() {
    return delivery instanceof Delivery.FromInbox fromInbox
        ? List.of(fromInbox.message().sequence())
        : List.of();
  }

  /** Rows of the activity queue used up. */
  List<QueuedTask> endedQueuedTasks() {
    return delivery instanceof Delivery.QueuedTaskEnded ended ? List.of(ended.task()) : List.of();
  }

  @Override
  public List<Delivery> deliveries() {
    return List.of(delivery);
  }
}
