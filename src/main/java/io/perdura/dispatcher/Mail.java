package io.perdura.dispatcher;

/** What a partition's dispatcher is told. */
sealed interface Mail {

  record Deliver(Delivery delivery) implements Mail {}

  /** The turn is committed. */
  record Written(PartitionWrite turn) implements Mail {}

  /** The turn is not committed. */
  record Refused(PartitionWrite turn, GroupCommitter.Refusal refusal) implements Mail {}

  /** Another node left messages in the inbox table. */
  record InboxWaiting() implements Mail {}

  /** Nothing; it only wakes. */
  record Wake() implements Mail {}
}
