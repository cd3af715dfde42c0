package io.perdura.orchestration;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something an orchestration can wait for. Only the orchestration that made a task may use it, and
 * only while it runs.
 *
 * @param <V> type of the result
 */
public interface Task<V> {

  /**
   * Waits for the result. The orchestration holds no thread while it waits.
   *
   * @return the result, null when the task has none
   * @throws TaskFailedException when the activity behind the task failed
   * @throws EntityOperationFailedException when the operation of a called entity failed
   * @throws TaskCanceledException when the task ended by its timeout
   * @throws CompositeTaskFailedException when a task of an {@code allOf} failed
   */
  V await();

  /**
   * A task that is done once {@code fn} has been called with this task's result; it fails as this
   * task fails, or with what {@code fn} throws. The function is part of the orchestrator's code.
   */
  <U> Task<U> thenApply(Function<? super V, ? extends U> fn);

  /** As {@link #thenApply}, without a result. */
  Task<Void> thenAccept(Consumer<? super V> fn);

  /** Whether the task has ended, with a result or with a failure. */
  boolean isDone();

  /** Whether the task ended by its timeout. */
  boolean isCancelled();
}
