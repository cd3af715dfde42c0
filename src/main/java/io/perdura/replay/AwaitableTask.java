package io.perdura.replay;

import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskCanceledException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A task that history completes. Everything happens on the thread that runs the orchestrator. */
final class AwaitableTask<V> implements Task<V> {

  private final OrchestrationContext context;
  private final List<Runnable> dependents = new ArrayList<>(1);
  private Supplier<V> result;
  private RuntimeException failure;

  AwaitableTask(OrchestrationContext context) {
    this.context = context;
  }

  /**
   * @param result called at each await, as it may turn JSON into a value
   */
  void complete(Supplier<V> result) {
    this.result = result;
    dependents.forEach(Runnable::run);
  }

  void fail(RuntimeException failure) {
    this.failure = failure;
    dependents.forEach(Runnable::run);
  }

  /** Runs {@code dependent} once the task is done, or now if it is. */
  void whenDone(Runnable dependent) {
    if (isDone()) {
      dependent.run();
    } else {
      dependents.add(dependent);
    }
  }

  @Override
  public V await() {
    context.pullUntil(this);
    if (failure != null) {
      throw failure;
    }
    return result.get();
  }

  @Override
  public <U> Task<U> thenApply(Function<? super V, ? extends U> fn) {
    AwaitableTask<U> applied = new AwaitableTask<>(context);
    whenDone(() -> applied.settle(this, fn));
    return applied;
  }

  @Override
  public Task<Void> thenAccept(Consumer<? super V> fn) {
    return thenApply(
        value -> {
          fn.accept(value);
          return null;
        });
  }

  private <S> void settle(AwaitableTask<S> source, Function<? super S, ? extends V> fn) {
    V value;
    try {
      value = fn.apply(source.await());
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    complete(() -> value);
  }

  RuntimeException failure() {
    return failure;
  }

  @Override
  public boolean isDone() {
    return result != null || failure != null;
  }

  @Override
  public boolean isCancelled() {
    return failure instanceof TaskCanceledException;
  }
}
