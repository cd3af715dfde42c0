package io.perdura.orchestration;

/**
 * An activity function: ordinary code that may block. It is run at least once.
 *
 * <p>It holds one of the {@code perdura.engine.activity-threads} threads until it returns, and
 * nothing ends it before: what may wait for ever needs a timeout of its own.
 */
@FunctionalInterface
public interface TaskActivity {

  /**
   * Does the work.
   *
   * @return the result, stored as JSON; may be null
   */
  Object run(TaskActivityContext ctx) throws Exception;
}
