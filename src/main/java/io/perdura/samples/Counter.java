package io.perdura.samples;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdura.orchestration.Entity;
import io.perdura.orchestration.TaskEntity;

/** Counts; its state is {@code {"currentValue": n}}. */
@Entity
public final class Counter extends TaskEntity<Counter.State> {

  /** How far it has counted. */
  public record State(@JsonProperty("currentValue") long currentValue) {}

  @Override
  protected Class<State> getStateType() {
    return State.class;
  }

  @Override
  protected State initializeState() {
    return new State(0);
  }

  /** Adds to the value. */
  public void add(long amount) {
    state = new State(state.currentValue() + amount);
  }

  /** Begins again at zero. */
  public void reset() {
    state = initializeState();
  }

  /** The value. */
  public long get() {
    return state.currentValue();
  }
}
