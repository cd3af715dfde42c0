package io.perdura.testing.functions;

import io.perdura.orchestration.Entity;
import io.perdura.orchestration.TaskEntity;
import java.util.Collections;
import java.util.Map;

/** Keeps the input of the last operation, whatever it was. */
@Entity
public final class Recorder extends TaskEntity<Object> {

  @Override
  protected Class<Object> getStateType() {
    return Object.class;
  }

  @Override
  protected Object initializeState() {
    return Map.of();
  }

  /** Keeps the input as it is. */
  public void set(Object input) {
    state = input;
  }

  /** Keeps the input in an object, so that there is a state without one, too. */
  public void record(Object input) {
    state = Collections.singletonMap("input", input);
  }

  /** Changes the state and fails. */
  public void fail(Object input) {
    state = input;
    throw new IllegalStateException("as asked");
  }
}
