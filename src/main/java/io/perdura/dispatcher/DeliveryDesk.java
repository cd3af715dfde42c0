package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.StartRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the instance that each delivery is for, and answers for those that have none. */
final class DeliveryDesk {

  private final HubServices services;
  private final PartitionRow partition;
  private final InstanceCache cache;
  private final Set<ActiveInstance> touched = new LinkedHashSet<>();
  private final List<Long> uselessInbox = new ArrayList<>();

  DeliveryDesk(HubServices services, PartitionRow partition, InstanceCache cache) {
    this.services = services;
    this.partition = partition;
    this.cache = cache;
  }

  /** Instances that have something for their next turn, since this was asked last. */
  List<ActiveInstance> takeTouched() {
    List<ActiveInstance> taken = List.copyOf(touched);
    touched.clear();
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
    Map<String, ActiveInstance> finished = loadAbsent(deliveries);
    deliveries.forEach(delivery -> place(delivery, finished));
  }

  private Map<String, ActiveInstance> loadAbsent(List<Delivery> deliveries) {
    Set<String> ids = new HashSet<>();
    Set<Long> keys = new HashSet<>();
    for (Delivery delivery : deliveries) {
      if (cached(delivery) == null) {
        collectAddress(delivery, ids, keys);
      }
    }
    Map<String, ActiveInstance> finished = new HashMap<>();
    if (!ids.isEmpty() || !keys.isEmpty()) {
      for (ActiveInstance loaded : services.loader().load(ids, keys)) {
        if (loaded.row().status().isTerminal()) {
          finished.put(loaded.row().instanceId(), loaded);
        } else if (cache.find(loaded.key()) == null) {
          cache.add(loaded);
        }
      }
    }
    return finished;
  }

  private static void collectAddress(Delivery delivery, Set<String> ids, Set<Long> keys) {
    if (delivery instanceof Delivery.Awaited awaited) {
      if (!(delivery instanceof Delivery.Start start) || !start.request().generatedId()) {
        ids.add(awaited.instanceId());
      }
    } else {
      keys.add(instanceKey(delivery));
    }
  }

  /** Clients mean whatever run has the id; all else is for one run and no later one. */
  private ActiveInstance cached(Delivery delivery) {
    return delivery instanceof Delivery.Awaited awaited
        ? cache.find(awaited.instanceId())
        : cache.find(instanceKey(delivery));
  }

  private static long instanceKey(Delivery delivery) {
    if (delivery instanceof Delivery.TaskEnded ended) {
      return ended.instanceKey();
    }
    if (delivery instanceof Delivery.QueuedTaskEnded ended) {
      return ended.task().instanceKey();
    }
    return delivery instanceof Delivery.TimerDue due
        ? due.timer().instanceKey()
        : ((Delivery.FromInbox) delivery).message().instanceKey();
  }

  private void place(Delivery delivery, Map<String, ActiveInstance> finished) {
    ActiveInstance instance = cached(delivery);
    if (delivery instanceof Delivery.Start start) {
      placeStart(start, instance, finished.get(start.request().instanceId()));
    } else if (delivery instanceof Delivery.Purge purge) {
      placePurge(purge, instance, finished.get(purge.instanceId()));
    } else if (instance == null) {
      refuse(delivery, finished);
    } else if (instance.isCommitting()) {
      instance.defer(delivery);
    } else {
      makeReady(instance, delivery);
    }
  }

  private void makeReady(ActiveInstance instance, Delivery delivery) {
    instance.ready().add(delivery);
    touched.add(instance);
  }

  private void placeStart(Delivery.Start start, ActiveInstance present, ActiveInstance finished) {
    if (present == null) {
      ActiveInstance fresh =
          services
              .loader()
              .create(newRow(start.request()), finished == null ? null : finished.key());
      cache.add(fresh);
      makeReady(fresh, start);
    } else if (present.isCommitting() || !present.isStored()) {
      present.defer(start);
    } else {
      Answers.failed(start, new InstanceExistsException(present.row().status()));
    }
  }

  private void placePurge(Delivery.Purge purge, ActiveInstance present, ActiveInstance finished) {
    if (present != null && (present.isCommitting() || !present.isStored())) {
      present.defer(purge);
    } else if (present == null && finished == null) {
      Answers.failed(purge, new InstanceNotFoundException(purge.instanceId()));
    } else {
      delete(purge, present == null ? finished : present);
    }
  }

  private void delete(Delivery.Purge purge, ActiveInstance instance) {
    cache.remove(instance);
    touched.remove(instance);
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
    List.copyOf(instance.ready()).forEach(delivery -> refuse(delivery, Map.of()));
  }

  private InstanceRow newRow(StartRequest request) {
    Instant now = services.clock().instant().truncatedTo(ChronoUnit.MICROS);
    return new InstanceRow(
        services.keys().next(),
        partition.id(),
        request.instanceId(),
        request.name(),
        OrchestrationRuntimeStatus.PENDING,
        false,
        request.input(),
        null,
        null,
        now,
        now);
  }

  private void refuse(Delivery delivery, Map<String, ActiveInstance> finished) {
    if (delivery instanceof Delivery.FromInbox fromInbox) {
      uselessInbox.add(fromInbox.message().sequence());
    } else if (delivery instanceof Delivery.Direct direct) {
      String id = direct.instanceId();
      Answers.failed(
          delivery,
          finished.containsKey(id)
              ? new InstanceFinishedException(id)
              : new InstanceNotFoundException(id));
    }
  }
}
