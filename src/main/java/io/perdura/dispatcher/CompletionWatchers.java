package io.perdura.dispatcher;

import io.perdura.taskhub.InstanceRow;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits on this node for which instance to finish. */
final class CompletionWatchers {

  private final ConcurrentHashMap<String, Set<CompletableFuture<InstanceRow>>> watchers =
      new ConcurrentHashMap<>();

  CompletableFuture<InstanceRow> watch(String instanceId) {
    CompletableFuture<InstanceRow> watcher = new CompletableFuture<>();
    watchers.compute(
        instanceId,
        (id, present) -> {
          Set<CompletableFuture<InstanceRow>> all =
              present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(watcher);
          return all;
        });
    watcher.whenComplete((done, failure) -> forget(instanceId, watcher));
    return watcher;
  }

  private void forget(String instanceId, CompletableFuture<InstanceRow> watcher) {
    watchers.computeIfPresent(
        instanceId,
        (id, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  /** Tells all who wait for this instance. */
  void finished(InstanceRow instance) {
    Set<CompletableFuture<InstanceRow>> all = watchers.remove(instance.instanceId());
    if (all != null) {
      all.forEach(watcher -> watcher.complete(instance));
    }
  }

  /** Ids somebody waits for. */
  Collection<String> watched() {
    return watchers.keySet();
  }
}
