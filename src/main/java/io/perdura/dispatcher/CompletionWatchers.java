package io.perdura.dispatcher;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits on this node for which instance to finish. */
final class CompletionWatchers {

  private final ConcurrentHashMap<String, Set<CompletableFuture<Void>>> watchers =
      new ConcurrentHashMap<>();

  CompletableFuture<Void> watch(String instanceId) {
    CompletableFuture<Void> watcher = new CompletableFuture<>();
    watchers.compute(
        instanceId,
        (id, present) -> {
          Set<CompletableFuture<Void>> all =
              present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(watcher);
          return all;
        });
    watcher.whenComplete((done, failure) -> forget(instanceId, watcher));
    return watcher;
  }

  private void forget(String instanceId, CompletableFuture<Void> watcher) {
    watchers.computeIfPresent(
        instanceId,
        (id, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  /** Tells all who wait for this instance. */
  void finished(String instanceId) {
    Set<CompletableFuture<Void>> all = watchers.remove(instanceId);
    if (all != null) {
      all.forEach(watcher -> watcher.complete(null));
    }
  }

  /** Ids somebody waits for. */
  Collection<String> watched() {
    return watchers.keySet();
  }
}
