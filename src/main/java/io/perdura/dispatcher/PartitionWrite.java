package io.perdura.dispatcher;

import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import java.util.List;

/** What a partition hands to its committer: written whole or not at all, under one epoch. */
sealed interface PartitionWrite permits Turn, EntityTurn, Reply {

  /** The epoch under which it may be committed. */
  PartitionRow partition();

  /** Id of the instance or entity, for messages. */
  String subject();

  /** Whether it inserts a row that another node may have inserted meanwhile. */
  boolean first();

  /** Inbox rows used up. */
  List<Long> inboxSequences();

  /** Messages to other instances and entities, written with it. */
  List<InboxMessage> messages();

  /** What made it; delivered again when it cannot be written. */
  List<Delivery> deliveries();
}
