package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.StartRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the instance that each delivery is for, and answers for those that have none. */
final class DeliveryDesk {

  private static final String NOT_FAILED =
      "The rewind operation is only supported on failed orchestration instances.";

  private final HubServices services;
  private final PartitionRow partition;
  private final InstanceCache cache;
  private final Set<ActiveInstance> touched = new LinkedHashSet<>();
  private final List<Long> uselessInbox = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private List<Delivery> again = new ArrayList<>();

  DeliveryDesk(HubServices services, PartitionRow partition, InstanceCache cache) {
    this.services = services;
    this.partition = partition;
    this.cache = cache;
  }

  /** Takes an instance that has something for its next turn; null when there is none. */
  ActiveInstance nextTouched() {
    Iterator<ActiveInstance> next = touched.iterator();
    if (!next.hasNext()) {
      return null;
    }
    ActiveInstance taken = next.next();
    next.remove();
    return taken;
  }

  /** What is to be placed again, since this was asked last. */
  List<Delivery> takeAgain() {
    List<Delivery> taken = again;
    again = new ArrayList<>();
    return taken;
  }

  /** Answers to messages that could not be placed, since this was asked last. */
  List<Reply> takeReplies() {
    List<Reply> taken = List.copyOf(replies);
    replies.clear();
    return taken;
  }

  /** Sequences of inbox messages that nobody will ever take; the caller removes what it deleted. */
  List<Long> uselessInbox() {
    return uselessInbox;
  }

  /**
   * Places deliveries, reading absent instances from the database first.
   *
   * @throws io.perdura.dao.DatabaseException before anything was placed
   */
  void place(List<Delivery> deliveries) {
    Absent absent = loadAbsent(deliveries);
    deliveries.forEach(delivery -> place(delivery, absent));
  }

  /** What the database holds of runs that are not in memory and not live. */
  private record Absent(Map<String, ActiveInstance> finished, Map<Long, ActiveInstance> rewound) {

    /** The finished run that a delivery is for, or null. */
    ActiveInstance finishedOf(Delivery delivery) {
      return delivery.receiverId() != null
          ? finished.get(delivery.receiverId())
          : finished.values().stream()
              .filter(instance -> instance.key() == delivery.instanceKey())
              .findFirst()
              .orElse(null);
    }
  }

  private Absent loadAbsent(List<Delivery> deliveries) {
    Set<String> ids = new HashSet<>();
    Set<Long> keys = new HashSet<>();
    for (Delivery delivery : deliveries) {
      if (cached(delivery) == null) {
        collectAddress(delivery, ids, keys);
      }
    }
    Absent absent = new Absent(new HashMap<>(), new HashMap<>());
    if (!ids.isEmpty() || !keys.isEmpty()) {
      for (ActiveInstance loaded : services.loader().load(ids, keys)) {
        if (loaded.row().status().isTerminal()) {
          absent.finished().put(loaded.row().instanceId(), loaded);
        } else if (cache.find(loaded.key()) == null) {
          cache.add(loaded);
        }
      }
    }
    deliveries.stream().filter(DeliveryDesk::isRewind).forEach(d -> prepareRewind(d, absent));
    return absent;
  }

  private void prepareRewind(Delivery rewind, Absent absent) {
    ActiveInstance found = absent.finishedOf(rewind);
    if (found != null && found.row().status() == OrchestrationRuntimeStatus.FAILED) {
      absent.rewound().put(found.key(), services.loader().rewind(found.row()));
    }
  }

  private static void collectAddress(Delivery delivery, Set<String> ids, Set<Long> keys) {
    if (delivery.receiverId() == null) {
      keys.add(delivery.instanceKey());
    } else if (!(delivery instanceof Delivery.Start start) || !start.request().generatedId()) {
      ids.add(delivery.receiverId());
    }
  }

  /** Clients mean whatever run has the id; most else is for one run and no later one. */
  private ActiveInstance cached(Delivery delivery) {
    return delivery.receiverId() == null
        ? cache.find(delivery.instanceKey())
        : cache.find(delivery.receiverId());
  }

  private void place(Delivery delivery, Absent absent) {
    ActiveInstance instance = cached(delivery);
    if (delivery instanceof Delivery.Start start) {
      placeStart(start, instance, absent.finishedOf(start));
    } else if (isChildsStart(delivery)) {
      placeChildsStart((Delivery.FromInbox) delivery, instance, absent.finishedOf(delivery));
    } else if (delivery instanceof Delivery.Purge purge) {
      placePurge(purge, instance, absent.finishedOf(purge));
    } else if (isRewind(delivery)) {
      placeRewind(delivery, instance, absent);
    } else if (instance == null) {
      refuse(delivery, absent);
    } else if (instance.underWay() != null && ends(delivery)) {
      takeFromItsCode(instance, delivery);
    } else if (delivery instanceof Delivery.Direct direct && isSlow(instance) && !ends(delivery)) {
      services.leaveInInbox().accept(direct);
    } else if (instance.isBusy()) {
      instance.defer(delivery);
    } else {
      makeReady(instance, delivery);
    }
  }

  /** Whether its code runs elsewhere, so that nobody should wait for its next turn. */
  private boolean isSlow(ActiveInstance instance) {
    return services.slowLane().isKnown(instance.row().name());
  }

  private static boolean ends(Delivery delivery) {
    HistoryEvent event =
        delivery instanceof Delivery.Direct direct
            ? direct.event()
            : delivery instanceof Delivery.FromInbox fromInbox ? fromInbox.message().event() : null;
    return event instanceof ExecutionTerminated;
  }

  /** Code that blocks or loops cannot keep its instance from being ended. */
  private void takeFromItsCode(ActiveInstance instance, Delivery end) {
    cache.remove(instance);
    again.addAll(instance.takeUnderWay());
    again.add(end);
  }

  private void makeReady(ActiveInstance instance, Delivery delivery) {
    instance.ready().add(delivery);
    touched.add(instance);
  }

  private void placeStart(Delivery.Start start, ActiveInstance present, ActiveInstance finished) {
    if (services.slowLane().isKnown(start.request().name())) {
      services.leaveInInbox().accept(start);
    } else if (present != null && (present.isBusy() || !present.isStored())) {
      present.defer(start);
    } else {
      decide(start, present == null ? finished : present);
    }
  }

  private void decide(Delivery.Start start, ActiveInstance known) {
    StartRequest.Decision decision =
        known == null
            ? StartRequest.Decision.REPLACE
            : start.request().decide(known.row().status());
    switch (decision) {
      case REFUSE -> Answers.failed(start, new InstanceExistsException(known.row().status()));
      case USE -> Answers.accepted(start);
      case REPLACE -> startRun(start, start.request().event(now()), known);
    }
  }

  private static boolean isChildsStart(Delivery delivery) {
    return delivery.receiverId() != null
        && delivery instanceof Delivery.FromInbox fromInbox
        && fromInbox.message().event() instanceof ExecutionStarted;
  }

  private void placeChildsStart(
      Delivery.FromInbox message, ActiveInstance present, ActiveInstance finished) {
    ExecutionStarted start = (ExecutionStarted) message.message().event();
    if (present != null && (present.isBusy() || !present.isStored())) {
      present.defer(message);
    } else if (present == null) {
      startRun(message, start, finished);
    } else {
      replies.add(refusal(message, start.parentInstance()));
    }
  }

  /** Tells the parent, if there is one, that a live instance has the id of its child. */
  private Reply refusal(Delivery.FromInbox message, ParentInstance parent) {
    if (parent == null) {
      return new Reply(partition, message, List.of());
    }
    HistoryEvent end =
        ChildEnd.notStarted(
            parent.taskScheduledId(),
            "A live instance has the id '%s' already".formatted(message.receiverId()),
            now());
    int parentsPartition = services.hub().partitionOf(parent.instanceId());
    return new Reply(
        partition,
        message,
        List.of(InboxMessage.toRun(parent.instanceKey(), parentsPartition, end)));
  }

  private void startRun(Delivery delivery, ExecutionStarted start, ActiveInstance replaced) {
    if (replaced != null) {
      drop(replaced, delivery.receiverId());
    }
    InstanceRow row =
        InstanceRow.pending(services.keys().next(), partition.id(), delivery.receiverId(), start);
    ActiveInstance fresh = services.loader().create(row, replaced == null ? null : replaced.key());
    cache.add(fresh);
    makeReady(fresh, delivery);
  }

  private Instant now() {
    return services.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** What waited for a run that is no more has nobody to go to. */
  private void drop(ActiveInstance instance, String instanceId) {
    cache.remove(instance);
    touched.remove(instance);
    instance.ready().forEach(d -> Answers.failed(d, new InstanceFinishedException(instanceId)));
  }

  private static boolean isRewind(Delivery delivery) {
    return delivery instanceof Delivery.Direct direct && direct.event() instanceof ExecutionRewound
        || delivery instanceof Delivery.FromInbox fromInbox
            && fromInbox.message().event() instanceof ExecutionRewound;
  }

  private void placeRewind(Delivery delivery, ActiveInstance present, Absent absent) {
    ActiveInstance finished = absent.finishedOf(delivery);
    ActiveInstance rewound = finished == null ? null : absent.rewound().remove(finished.key());
    if (present != null && present.isBusy()) {
      present.defer(delivery);
    } else if (present != null) {
      refuseLive(delivery);
    } else if (rewound != null) {
      cache.add(rewound);
      makeReady(rewound, delivery);
    } else {
      refuse(delivery, absent);
    }
  }

  private void refuseLive(Delivery rewind) {
    if (rewind instanceof Delivery.FromInbox fromInbox) {
      uselessInbox.add(fromInbox.message().sequence());
    }
    Answers.failed(rewind, new InstanceLiveException(NOT_FAILED));
  }

  private void placePurge(Delivery.Purge purge, ActiveInstance present, ActiveInstance finished) {
    if (present != null && present.underWay() != null) {
      takeFromItsCode(present, purge);
    } else if (present != null && (present.isBusy() || !present.isStored())) {
      present.defer(purge);
    } else if (present == null && finished == null) {
      Answers.failed(purge, new InstanceNotFoundException(purge.instanceId()));
    } else {
      delete(purge, present == null ? finished : present);
    }
  }

  private void delete(Delivery.Purge purge, ActiveInstance instance) {
    drop(instance, purge.instanceId());
    try {
      boolean owned =
          services
              .database()
              .inTransaction(
                  tx ->
                      services.tables().deleteRunOf(tx, services.hub(), partition, instance.key()));
      if (owned) {
        Answers.accepted(purge);
      } else {
        Answers.failed(
            purge,
            new HubUnavailableException("The instance is moving to another node; try again."));
      }
    } catch (DatabaseException e) {
      Answers.failed(
          purge,
          new HubUnavailableException("The database does not answer now; try again later.", e));
    }
  }

  private void refuse(Delivery delivery, Absent absent) {
    if (delivery instanceof Delivery.FromInbox fromInbox) {
      uselessInbox.add(fromInbox.message().sequence());
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
