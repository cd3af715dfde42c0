package io.perdura.dispatcher;

import io.perdura.replay.TurnOutcome;
import io.perdura.taskhub.PartitionRow;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs the turns of a partition, and goes on without the authors' code that keeps the partition's
 * thread: what such code was given is given again, in the slow lane, and nobody who has handed
 * something in has to wait for that.
 */
final class TurnExecution {

  private final HubServices services;
  private final PartitionRow partition;
  private final InstanceCache cache;
  private final EntityDesk entities;
  private final Agenda agenda;
  private final Predicate<Mail> mailbox;
  private final Consumer<PartitionWrite> committer;
  private final TurnRunner turns;
  private final AuthorCode authorCode;
  private ActiveInstance runningInstance;
  private ActiveEntity runningEntity;

  /**
   * @param mailbox reaches the partition's thread from another one; false when it has ended
   * @param committer takes what is to be written
   */
  TurnExecution(
      HubServices services,
      PartitionRow partition,
      InstanceCache cache,
      EntityDesk entities,
      Agenda agenda,
      Predicate<Mail> mailbox,
      Consumer<PartitionWrite> committer) {
    this.services = services;
    this.partition = partition;
    this.cache = cache;
    this.entities = entities;
    this.agenda = agenda;
    this.mailbox = mailbox;
    this.committer = committer;
    this.turns = new TurnRunner(services, partition);
    this.authorCode = new AuthorCode(services.slowLane());
  }

  /** Whether code has kept the partition's thread so long that another one has to go on. */
  boolean takeFromSlowCode() {
    return authorCode.takeFromSlowCode();
  }

  /**
   * @throws AuthorCode.Replaced when the caller's thread no longer runs the partition
   */
  void run(ActiveInstance instance) {
    instance.used(System.nanoTime());
    TurnIntake intake = turns.takeReady(instance);
    if (intake.isStale()) {
      intake.deliveries().stream()
          .filter(Delivery.Awaited.class::isInstance)
          .forEach(this::answerIfStillOwner);
    } else if (!intake.runsCode()) {
      committer.accept(turns.withoutCode(instance, intake));
    } else {
      runCode(instance, intake);
    }
  }

  /** What changes nothing writes nothing, but what is in memory need not be true any more. */
  private void answerIfStillOwner(Delivery delivery) {
    committer.accept(new Reply(partition, delivery, List.of()));
  }

  private void runCode(ActiveInstance instance, TurnIntake intake) {
    instance.setUnderWay(intake);
    runningInstance = instance;
    TurnOutcome outcome =
        authorCode.run(
            instance.row().name(),
            instance.row().instanceId(),
            () -> instance.execution().advance(instance.history(), intake.events()),
            late -> handIn(new Mail.Ran(instance, intake, late)));
    runningInstance = null;
    if (outcome != null) {
      ran(instance, intake, outcome);
    }
  }

  /** The code may have been left waiting on a thread of its own. */
  private void handIn(Mail.Ran ran) {
    if (!mailbox.test(ran)) {
      ran.instance().execution().close();
    }
  }

  private void ran(ActiveInstance instance, TurnIntake intake, TurnOutcome outcome) {
    instance.setUnderWay(null);
    committer.accept(turns.turn(instance, intake, outcome));
  }

  /** Whoever has been dropped or taken from its code meanwhile does not need the outcome. */
  void ranLate(Mail.Ran ran) {
    if (ran.instance().underWay() == ran.intake()) {
      ran(ran.instance(), ran.intake(), ran.outcome());
    } else {
      ran.instance().execution().close();
    }
  }

  /**
   * @throws AuthorCode.Replaced when the caller's thread no longer runs the partition
   */
  void run(EntityTurnRunner.Work work) {
    ActiveEntity entity = work.entity();
    entity.setUnderWay(work);
    runningEntity = entity;
    EntityTurnRunner.Work done =
        authorCode.run(
            EntityDesk.functionOf(entity.id()),
            entity.id().toString(),
            work::carryOut,
            late -> mailbox.test(new Mail.CarriedOut(late)));
    runningEntity = null;
    if (done != null) {
      carriedOut(done);
    }
  }

  private void carriedOut(EntityTurnRunner.Work work) {
    work.entity().setUnderWay(null);
    entities.finish(work).ifPresent(committer);
  }

  void carriedOutLate(Mail.CarriedOut late) {
    if (late.work().entity().underWay() == late.work()) {
      carriedOut(late.work());
    }
  }

  /** Forgets the turn that a thread before this one was left with. */
  void forgetSlowTurn() {
    if (runningInstance != null) {
      cache.remove(runningInstance);
      again(runningInstance.takeUnderWay());
      runningInstance = null;
    }
    if (runningEntity != null) {
      entities.forget(runningEntity);
      again(runningEntity.takeUnderWay());
      runningEntity = null;
    }
  }

  private void again(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      if (delivery instanceof Delivery.Awaited awaited) {
        services.leaveInInbox().accept(awaited);
      } else {
        agenda.add(delivery);
      }
    }
  }
}
