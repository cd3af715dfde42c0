package io.perdura.orchestration;

import java.util.List;

/** Thrown by {@link Task#await()} of an {@code allOf} task when one or more of its tasks failed. */
public class CompositeTaskFailedException extends RuntimeException {

  private final transient List<Exception> exceptions;

  /**
   * @param exceptions the failures, in the order of the tasks given to {@code allOf}
   */
  public CompositeTaskFailedException(List<Exception> exceptions) {
    super(
        "%d of the awaited tasks failed; the first failure: %s"
            .formatted(exceptions.size(), exceptions.get(0).getMessage()),
        exceptions.get(0));
    this.exceptions = List.copyOf(exceptions);
  }

  /** The failures, in the order of the tasks given to {@code allOf}; at least one. */
  public List<Exception> getExceptions() {
    return exceptions;
  }
}
