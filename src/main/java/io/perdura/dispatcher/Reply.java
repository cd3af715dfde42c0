package io.perdura.dispatcher;

import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import java.util.List;

/** The answer to a message that no instance can take: what its sender has to know instead. */
record Reply(PartitionRow partition, Delivery.FromInbox message, List<InboxMessage> messages)
    implements PartitionWrite {

  @Override
  public String subject() {
    return message.receiverId();
  }

  @Override
  public boolean first() {
    return false;
  }

  @Override
  public List<Long> inboxSequences() {
    return List.of(message.message().sequence());
  }

  @Override
  public List<Delivery> deliveries() {
    return List.of(message);
  }
}
