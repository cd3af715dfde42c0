package io.perdura.orchestration;

/** An activity function: ordinary code that may block. It is run at least once. */
@FunctionalInterface
public interface TaskActivity {

  /**
   * Does the work.
   *
   * @return the result, stored as JSON; may be null
   */
  Object run(TaskActivityContext ctx) throws Exception;
}
