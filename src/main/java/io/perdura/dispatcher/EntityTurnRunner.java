package io.perdura.dispatcher;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityMessage;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.taskhub.EntityLock;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Carries out what waits for an entity, as far as its lock lets it. No I/O.
 *
 * <p>While somebody holds the lock, messages of others stay in the inbox table. A signal handed in
 * on this node goes there, too, since it is to be answered; whatever comes later from the same
 * sender waits until it is back.
 */
final class EntityTurnRunner {

  private final TaskHub hub;
  private final PartitionRow partition;
  private final EntityExecutor executor;
  private final InstanceKeys keys;
  private final Clock clock;

  EntityTurnRunner(
      TaskHub hub,
      PartitionRow partition,
      EntityExecutor executor,
      InstanceKeys keys,
      Clock clock) {
    this.hub = hub;
    this.partition = partition;
    this.executor = executor;
    this.keys = keys;
    this.clock = clock;
  }

  /** Takes what waits for the entity. */
  Work begin(ActiveEntity entity) {
    return new Work(entity);
  }

  /**
   * A turn in the making. It begins and ends on the partition's thread, and leaves the entity alone
   * between the two, as the author's code may run elsewhere.
   */
  final class Work {

    private final ActiveEntity entity;
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    private final Deque<Delivery> coming;
    private final Deque<Delivery> held = new ArrayDeque<>();
    private final List<Delivery> done = new ArrayList<>();
    private final List<Long> sequences = new ArrayList<>();
    private final List<InboxMessage> messages = new ArrayList<>();
    private final List<String> sentOn = new ArrayList<>();
    private final List<Delivery> given;
    private final boolean awaitsEarlierSignals;
    private String state;
    private EntityLock lock;

    private Work(ActiveEntity entity) {
      this.entity = entity;
      this.state = entity.state();
      this.lock = entity.lock();
      this.awaitsEarlierSignals = entity.awaitsEarlierSignals();
      this.given = entity.takeWaiting();
      this.coming = inboxFirst(given);
    }

    /** Signals that were sent on to the inbox come before those that were handed in later. */
    private static Deque<Delivery> inboxFirst(List<Delivery> waiting) {
      Deque<Delivery> ordered = new ArrayDeque<>(waiting.size());
      waiting.stream().filter(d -> !(d instanceof Delivery.Signal)).forEach(ordered::add);
      waiting.stream().filter(Delivery.Signal.class::isInstance).forEach(ordered::add);
      return ordered;
    }

    ActiveEntity entity() {
      return entity;
    }

    /** All that it was given. */
    List<Delivery> given() {
      return given;
    }

    /** Runs the author's code. */
    Work carryOut() {
      while (!coming.isEmpty()) {
        take(coming.poll());
      }
      return this;
    }

    /**
     * @return empty when all that waits has to wait on
     */
    Optional<EntityTurn> finish() {
      entity.hold(held);
      sentOn.forEach(entity::sentOn);
      if (done.isEmpty()) {
        return Optional.empty();
      }
      EntityRow row =
          state == null && lock == null
              ? null
              : new EntityRow(entity.id(), partition.id(), state, now, keys.next(), lock);
      return Optional.of(new EntityTurn(entity, partition, row, messages, sequences, done));
    }

    private void take(Delivery delivery) {
      EntityMessage message = EntityDesk.message(delivery);
      if (message instanceof EntityUnlockSent unlock) {
        unlock(unlock);
        done(delivery);
      } else if (lock != null && !isOwners(message)) {
        wait(delivery);
      } else if (delivery instanceof Delivery.Signal && awaitsEarlier()) {
        held.add(delivery);
      } else {
        carryOut(message);
        done(delivery);
      }
    }

    private boolean isOwners(EntityMessage message) {
      return message instanceof EntityOperationCalled call
          && call.caller().instanceKey() == lock.ownerKey();
    }

    private void wait(Delivery delivery) {
      if (delivery instanceof Delivery.Signal signal) {
        String requestId = Long.toString(keys.next());
        send(entity.id().toString(), signal.operation().withRequestId(requestId));
        sentOn.add(requestId);
        done(signal);
      } else {
        held.add(delivery);
      }
    }

    private boolean awaitsEarlier() {
      return awaitsEarlierSignals || !sentOn.isEmpty();
    }

    private void done(Delivery delivery) {
      done.add(delivery);
      if (delivery instanceof Delivery.FromInbox fromInbox) {
        sequences.add(fromInbox.message().sequence());
      }
    }

    private void carryOut(EntityMessage message) {
      if (message instanceof EntityOperationSignaled signal) {
        operate(signal.operation(), signal.input());
      } else if (message instanceof EntityOperationCalled call) {
        OperationOutcome outcome = operate(call.operation(), call.input());
        answer(call.caller(), result(call.eventId(), outcome));
      } else if (message instanceof EntityLockRequested request) {
        lock(request);
      }
    }

    private OperationOutcome operate(String operation, String input) {
      OperationOutcome outcome = executor.run(entity.id(), state, operation, input);
      state = outcome.state();
      messages.addAll(outcome.messages());
      return outcome;
    }

    private HistoryEvent result(int callId, OperationOutcome outcome) {
      return outcome.failure() == null
          ? new EntityOperationCompleted(now, callId, outcome.result())
          : new EntityOperationFailed(now, callId, outcome.failure());
    }

    private void lock(EntityLockRequested request) {
      lock = new EntityLock(request.owner().instanceKey(), request.eventId());
      if (request.hasReachedLast()) {
        answer(request.owner(), new EntityLockGranted(now, request.eventId(), request.lockSet()));
      } else {
        EntityLockRequested next = request.next();
        send(next.lockSet().get(next.position()), next);
      }
    }

    /** Ends a lock, or a wait for it; what has waited is next, before all that came later. */
    private void unlock(EntityUnlockSent unlock) {
      EntityLock ended = new EntityLock(unlock.ownerKey(), unlock.lockId());
      if (ended.equals(lock)) {
        lock = null;
        while (!held.isEmpty()) {
          coming.addFirst(held.pollLast());
        }
      } else {
        withdraw(ended);
      }
    }

    private void withdraw(EntityLock wanted) {
      Iterator<Delivery> waiting = held.iterator();
      while (waiting.hasNext()) {
        Delivery delivery = waiting.next();
        if (EntityDesk.message(delivery) instanceof EntityLockRequested request
            && wanted.equals(new EntityLock(request.owner().instanceKey(), request.eventId()))) {
          waiting.remove();
          done(delivery);
        }
      }
    }

    private void answer(ParentInstance caller, HistoryEvent event) {
      messages.add(
          InboxMessage.toRun(caller.instanceKey(), hub.partitionOf(caller.instanceId()), event));
    }

    private void send(String receiverId, HistoryEvent event) {
      messages.add(InboxMessage.toId(receiverId, hub.partitionOf(receiverId), event));
    }
  }
}
