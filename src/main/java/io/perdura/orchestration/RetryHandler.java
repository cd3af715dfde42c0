package io.perdura.orchestration;

/**
 * Decides in code whether a failed task is tried again. It is part of the orchestrator's code and
 * as deterministic: it may use the context, also to wait for a timer, and nothing else.
 */
@FunctionalInterface
public interface RetryHandler {

  /**
   * Called after each failed attempt. When it throws, the task fails with what it threw.
   *
   * @return whether to try again, at once unless a {@link RetryPolicy} gives a pause
   */
  boolean handle(RetryContext context);
}
