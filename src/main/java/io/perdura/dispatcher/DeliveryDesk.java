package io.perdura.dispatcher;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Finds the instance that each delivery is for, and answers for those that have none. */
final class DeliveryDesk {

  private final HubServices services;
  private final InstanceCache cache;
  private final Placements placements;
  private final RunStarts starts;
  private final RunRewinds rewinds;
  private final RunPurges purges;

  DeliveryDesk(HubServices services, PartitionRow partition, InstanceCache cache) {
    this.services = services;
    this.cache = cache;
    this.placements = new Placements(partition, cache);
    this.starts = new RunStarts(services, partition, placements);
    this.rewinds = new RunRewinds(services, placements);
    this.purges = new RunPurges(services, partition, placements);
  }

  /** Takes an instance that has something for its next turn; null when there is none. */
  ActiveInstance nextTouched() {
    return placements.nextTouched();
  }

  /** Whether an instance has something for its next turn. */
  boolean hasTouched() {
    return placements.hasTouched();
  }

  /** What is to be placed again, since this was asked last. */
  List<Delivery> takeAgain() {
    return placements.takeAgain();
  }

  /** What uses up deliveries that could not be placed, since this was asked last. */
  List<Reply> takeReplies() {
    return placements.takeReplies();
  }

  /** Sequences of inbox messages that nobody will ever take; the caller removes what it deleted. */
  List<Long> uselessInbox() {
    return placements.uselessInbox();
  }

  /**
   * Places deliveries, reading absent instances from the database first.
   *
   * @throws io.perdura.dao.DatabaseException before anything was placed
   */
  void place(List<Delivery> deliveries) {
    AbsentRuns absent = AbsentRuns.load(deliveries, cache, services.loader());
    deliveries.forEach(delivery -> place(delivery, absent));
  }

  private void place(Delivery delivery, AbsentRuns absent) {
    ActiveInstance instance = cache.find(delivery);
    HistoryEvent event = AbsentRuns.eventOf(delivery);
    if (isForReplaced(delivery, instance)) {
      instance.defer(delivery);
    } else if (instance != null && instance.underWay() != null && endsRuns(delivery)) {
      placements.takeFromItsCode(instance, delivery);
    } else if (isForSlowCode(delivery, instance)) {
      services.leaveInInbox().accept((Delivery.Routable) delivery);
    } else if (mustWait(delivery, instance)) {
      instance.defer(delivery);
    } else if (delivery instanceof Delivery.Start start) {
      starts.place(start, instance, absent.finishedOf(start));
    } else if (delivery.receiverId() != null && event instanceof ExecutionStarted start) {
      starts.placeChild(
          (Delivery.FromInbox) delivery, start, instance, absent.finishedOf(delivery));
    } else if (delivery instanceof Delivery.Purge purge) {
      purges.place(purge, instance, absent.finishedOf(purge));
    } else if (event instanceof ExecutionRewound rewound) {
      rewinds.place(delivery, rewound, instance, absent);
    } else if (instance == null) {
      refuse(delivery, absent);
    } else if (isLateResult(delivery, instance)) {
      placements.reply(delivery, List.of());
    } else {
      placements.makeReady(instance, delivery);
    }
  }

  private static boolean endsRuns(Delivery delivery) {
    return delivery instanceof Delivery.Purge
        || AbsentRuns.eventOf(delivery) instanceof ExecutionTerminated;
  }

  /** Whether somebody waits for a turn of code that runs elsewhere and may take its time. */
  private boolean isForSlowCode(Delivery delivery, ActiveInstance instance) {
    if (delivery instanceof Delivery.Start start) {
      return services.slowLane().isKnown(start.request().name());
    }
    return delivery instanceof Delivery.Direct direct
        && instance != null
        && !endsRuns(direct)
        && !(direct.event() instanceof ExecutionRewound)
        && services.slowLane().isKnown(instance.row().name());
  }

  /**
   * Whether the turn that is to come or under way decides what the delivery meets. What comes after
   * such a one under the same id must not overtake it.
   */
  private static boolean mustWait(Delivery delivery, ActiveInstance instance) {
    if (instance == null || instance.isBusy()) {
      return instance != null;
    }
    return instance.hasDeferred() && delivery.receiverId() != null
        || !instance.isStored() && decidesAboutRuns(delivery);
  }

  /** The run that it is for is still stored, and perhaps it will not be replaced after all. */
  private static boolean isForReplaced(Delivery delivery, ActiveInstance instance) {
    return instance != null
        && delivery.receiverId() == null
        && delivery.instanceKey() != instance.key();
  }

  /** Whether it may end the run that it meets, or begin one in its place. */
  private static boolean decidesAboutRuns(Delivery delivery) {
    HistoryEvent event = AbsentRuns.eventOf(delivery);
    return delivery instanceof Delivery.Start
        || delivery instanceof Delivery.Purge
        || event instanceof ExecutionRewound
        || delivery.receiverId() != null && event instanceof ExecutionStarted;
  }

  /** Whether it is the end of an activity that nobody waits for, whose queue row is still there. */
  private static boolean isLateResult(Delivery delivery, ActiveInstance instance) {
    return delivery instanceof Delivery.QueuedTaskEnded ended
        && !instance.isOpenTask(ended.task().task().eventId());
  }

  /** Gives back the locks that reach a run which is no more. */
  private List<InboxMessage> unlocks(long ownerKey, EntityLockGranted granted) {
    TaskHub hub = services.hub();
    Instant now = services.clock().instant().truncatedTo(ChronoUnit.MICROS);
    int lockId = granted.taskScheduledId();
    return granted.lockSet().stream()
        .map(
            id ->
                InboxMessage.toId(
                    id, hub.partitionOf(id), new EntityUnlockSent(now, id, lockId, ownerKey)))
        .toList();
  }

  private void refuse(Delivery delivery, AbsentRuns absent) {
    if (AbsentRuns.eventOf(delivery) instanceof EntityLockGranted granted) {
      placements.reply(delivery, unlocks(delivery.instanceKey(), granted));
    } else if (delivery instanceof Delivery.FromInbox fromInbox) {
      placements.drop(fromInbox);
    } else if (delivery instanceof Delivery.QueuedTaskEnded ended) {
      placements.reply(ended, List.of());
    } else if (delivery instanceof Delivery.Direct direct) {
      String id = direct.instanceId();
      Answers.failed(
          delivery,
          absent.finishedOf(direct) == null
              ? new InstanceNotFoundException(id)
              : new InstanceFinishedException(id));
    }
  }
}
