package io.perdura.bench;

import io.perdura.client.DurableClient;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.PagePosition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The calls whose time must not grow with the store, each for a store of any size. */
final class StoreQueries {

  private static final int PAGE = 100;
  private static final Set<OrchestrationRuntimeStatus> ALL = InstanceFilter.ALL_STATUSES;

  private StoreQueries() {}

  /** By name; each makes the call for one store and answers with the number of results. */
  static Map<String, Function<StoredInstances, Function<DurableClient, Long>>> all() {
    Map<String, Function<StoredInstances, Function<DurableClient, Long>>> calls =
        new LinkedHashMap<>();
    calls.put(
        "get status",
        store ->
            client -> client.findInstance(StoredInstances.id(store.total() / 2)).stream().count());
    filters()
        .forEach(
            (name, filter) -> {
              for (InstanceOrder.By by : InstanceOrder.By.values()) {
                boolean newestFirst = by != InstanceOrder.By.INSTANCE_ID;
                InstanceOrder order = new InstanceOrder(by, newestFirst);
                calls.put(
                    "first page, %s, %s".formatted(by, name), store -> list(filter, order, null));
              }
              calls.put("count, " + name, store -> client -> client.countInstances(filter).count());
            });
    for (double depth : new double[] {0.5, 0.85}) {
      for (InstanceOrder.By by : InstanceOrder.By.values()) {
        calls.put(
            "next page at %.0f %%, %s".formatted(depth * 100, by),
            store ->
                list(
                    InstanceFilter.all(),
                    new InstanceOrder(by, false),
                    position(store, by, depth)));
      }
    }
    return calls;
  }

  private static Map<String, InstanceFilter> filters() {
    Instant lastThird = StoredInstances.FIRST.plusSeconds(StoredInstances.SECONDS * 2 / 3);
    Map<String, InstanceFilter> filters = new LinkedHashMap<>();
    filters.put("all", InstanceFilter.all());
    filters.put(
        "Running",
        new InstanceFilter(
            null, null, Set.of(OrchestrationRuntimeStatus.RUNNING), List.of(), null));
    filters.put(
        "Failed or Running",
        new InstanceFilter(
            null,
            null,
            Set.of(OrchestrationRuntimeStatus.FAILED, OrchestrationRuntimeStatus.RUNNING),
            List.of(),
            null));
    filters.put("last third", new InstanceFilter(lastThird, null, ALL, List.of(), null));
    filters.put("1 of 10 by prefix", new InstanceFilter(null, null, ALL, List.of("order-"), null));
    filters.put("1 of 4 by name", new InstanceFilter(null, null, ALL, List.of(), "HELLOCITIES"));
    filters.put(
        "orders of the last third",
        new InstanceFilter(lastThird, null, ALL, List.of("order-"), null));
    filters.put(
        "Completed by name",
        new InstanceFilter(
            null, null, Set.of(OrchestrationRuntimeStatus.COMPLETED), List.of(), "Bill"));
    return filters;
  }

  private static Function<DurableClient, Long> list(
      InstanceFilter filter, InstanceOrder order, PagePosition after) {
    InstanceQuery query = new InstanceQuery(filter, order, after, PAGE);
    return client -> (long) client.listInstances(query).instances().size();
  }

  private static PagePosition position(StoredInstances store, InstanceOrder.By by, double depth) {
    int number = (int) (store.total() * depth);
    return switch (by) {
      case INSTANCE_ID -> new PagePosition.ById(StoredInstances.idBehind(depth));
      case CREATED_TIME -> new PagePosition.ByTime(store.created(number), number);
      case LAST_UPDATED_TIME ->
          new PagePosition.ByTime(store.created(number).plusSeconds(5), number);
    };
  }
}
