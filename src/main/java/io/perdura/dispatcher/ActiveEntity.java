package io.perdura.dispatcher;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityRow;
import java.util.ArrayList;
import java.util.List;

/** An entity in a partition's memory, whether it has a state or not. */
final class ActiveEntity {

  /** Rough size of an entity without its state. */
  private static final int OWN_BYTES = 200;

  private final EntityInstanceId id;
  private String state;
  private List<Delivery> waiting = new ArrayList<>();
  private boolean committing;
  private long lastUsedNanos;

  /**
   * @param state as stored, or null
   */
  ActiveEntity(EntityInstanceId id, String state) {
    this.id = id;
    this.state = state;
  }

  EntityInstanceId id() {
    return id;
  }

  /** The committed state, JSON text or null. */
  String state() {
    return state;
  }

  void add(Delivery signal) {
    waiting.add(signal);
  }

  /** What has arrived since this was asked last, in its order. */
  List<Delivery> takeWaiting() {
    List<Delivery> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Whether a turn is on its way to the database, so that the next one has to wait. */
  boolean isCommitting() {
    return committing;
  }

  void committing(long nowNanos) {
    committing = true;
    lastUsedNanos = nowNanos;
  }

  void committed(EntityRow row) {
    committing = false;
    state = row == null ? null : row.state();
  }

  boolean isIdle() {
    return !committing && waiting.isEmpty();
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  long weight() {
    return OWN_BYTES + (state == null ? 0 : 2L * state.length());
  }
}
