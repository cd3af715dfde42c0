package io.perdura.dispatcher;

import io.perdura.replay.TurnOutcome;

/** What a partition's dispatcher is told. */
sealed interface Mail {

  record Deliver(Delivery delivery) implements Mail {}

  /** The code of a turn has ended on a thread that no longer runs the partition. */
  record Ran(ActiveInstance instance, TurnIntake intake, TurnOutcome outcome) implements Mail {}

  /** The operations of an entity have ended on a thread that no longer runs the partition. */
  record CarriedOut(EntityTurnRunner.Work work) implements Mail {}

  /** The turn is committed. */
  record Written(PartitionWrite turn) implements Mail {}

  /** The turn is not committed. */
  record Refused(PartitionWrite turn, GroupCommitter.Refusal refusal) implements Mail {}

  /** A turn or another node left messages in the inbox table. */
  record InboxWaiting() implements Mail {}

  /** Nothing; it only wakes. */
  record Wake() implements Mail {}
}
