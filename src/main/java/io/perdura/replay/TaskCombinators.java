package io.perdura.replay;

import io.perdura.orchestration.CompositeTaskFailedException;
import io.perdura.orchestration.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tasks made of other tasks of the same orchestration. */
final class TaskCombinators {

  private TaskCombinators() {}

  static <V> Task<List<V>> allOf(OrchestrationContext context, List<Task<V>> tasks) {
    AwaitableTask<List<V>> all = new AwaitableTask<>(context);
    List<AwaitableTask<V>> parts = tasks.stream().map(t -> (AwaitableTask<V>) t).toList();
    int[] waiting = {parts.size()};
    if (parts.isEmpty()) {
      all.complete(List::of);
    }
    for (AwaitableTask<V> part : parts) {
      part.whenDone(
          () -> {
            if (--waiting[0] == 0) {
              finish(all, parts);
            }
          });
    }
    return all;
  }

  private static <V> void finish(AwaitableTask<List<V>> all, List<AwaitableTask<V>> parts) {
    List<Exception> failures =
        parts.stream()
            .map(AwaitableTask::failure)
            .filter(Objects::nonNull)
            .map(Exception.class::cast)
            .toList();
    if (failures.isEmpty()) {
      all.complete(() -> results(parts));
    } else {
      all.fail(new CompositeTaskFailedException(failures));
    }
  }

  /** A list that may hold nulls: activities without a result. */
  private static <V> List<V> results(List<AwaitableTask<V>> parts) {
    List<V> results = new ArrayList<>(parts.size());
    parts.forEach(part -> results.add(part.await()));
    return results;
  }

  static Task<Task<?>> anyOf(OrchestrationContext context, List<Task<?>> tasks) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("anyOf needs at least one task to wait for");
    }
    AwaitableTask<Task<?>> any = new AwaitableTask<>(context);
    for (Task<?> task : tasks) {
      ((AwaitableTask<?>) task)
          .whenDone(
              () -> {
                if (!any.isDone()) {
                  any.complete(() -> task);
                }
              });
    }
    return any;
  }
}
