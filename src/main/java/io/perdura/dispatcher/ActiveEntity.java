package io.perdura.dispatcher;

import io.perdura.history.EntityOperationSignaled;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityLock;
import io.perdura.taskhub.EntityRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An entity in a partition's memory, whether it has a state or not. */
final class ActiveEntity {

  /** Rough size of an entity without its state. */
  private static final int OWN_BYTES = 200;

  private final EntityInstanceId id;
  private final Set<String> sentOn = new HashSet<>();
  private String state;
  private EntityLock lock;
  private List<Delivery> held = List.of();
  private List<Delivery> waiting = new ArrayList<>();
  private EntityTurnRunner.Work underWay;
  private boolean committing;
  private long lastUsedNanos;

  /**
   * @param row as stored, or null
   */
  ActiveEntity(EntityInstanceId id, EntityRow row) {
    this.id = id;
    takeOver(row);
  }

  private void takeOver(EntityRow row) {
    state = row == null ? null : row.state();
    lock = row == null ? null : row.lock();
  }

  EntityInstanceId id() {
    return id;
  }

  /** The committed state, JSON text or null. */
  String state() {
    return state;
  }

  /** The committed lock, or null. */
  EntityLock lock() {
    return lock;
  }

  void add(Delivery delivery) {
    waiting.add(delivery);
    if (EntityDesk.message(delivery) instanceof EntityOperationSignaled signal) {
      sentOn.remove(signal.requestId());
    }
  }

  /** What has to wait on, and what has arrived since, in its order. */
  List<Delivery> takeWaiting() {
    List<Delivery> taken = new ArrayList<>(held);
    taken.addAll(waiting);
    held = List.of();
    waiting = new ArrayList<>();
    return taken;
  }

  /** These are looked at again when something else arrives. */
  void hold(Collection<Delivery> deliveries) {
    held = List.copyOf(deliveries);
  }

  /** A signal was sent on to the inbox and comes back from there. */
  void sentOn(String requestId) {
    sentOn.add(requestId);
  }

  /** Whether signals that came before those arriving now are still on their way. */
  boolean awaitsEarlierSignals() {
    return !sentOn.isEmpty();
  }

  /** The turn whose code runs, or null. */
  EntityTurnRunner.Work underWay() {
    return underWay;
  }

  void setUnderWay(EntityTurnRunner.Work work) {
    underWay = work;
  }

  /** All that its code was given and what has come since; the code's outcome no longer counts. */
  List<Delivery> takeUnderWay() {
    List<Delivery> taken = new ArrayList<>(underWay.given());
    taken.addAll(waiting);
    waiting = new ArrayList<>();
    underWay = null;
    return taken;
  }

  /** Whether a turn runs or is on its way to the database, so that the next one has to wait. */
  boolean isBusy() {
    return committing || underWay != null;
  }

  void setCommitting() {
    committing = true;
  }

  void used(long nanos) {
    lastUsedNanos = nanos;
  }

  void committed(EntityRow row) {
    committing = false;
    takeOver(row);
  }

  /** Whether something waits that has not been looked at. */
  boolean hasArrivals() {
    return !waiting.isEmpty();
  }

  /** Whether nothing needs it in memory. */
  boolean isIdle() {
    return !isBusy() && waiting.isEmpty() && held.isEmpty() && sentOn.isEmpty();
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  long weight() {
    return OWN_BYTES + (state == null ? 0 : 2L * state.length());
  }
}
