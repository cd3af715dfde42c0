package io.perdura.dao;

import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.LostChild;
import io.perdura.taskhub.TaskHub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What clients read and delete of a hub's instances, each call a transaction of its own. Every
 * method throws {@link HubUnavailableException} when the database cannot be reached.
 */
public final class InstanceStore {

  private final Database database;
  private final TaskHub hub;
  private final Tables tables;
  private final InstanceSearch search;
  private final InstanceCounting counting;
  private final PageLimits limits;

  public InstanceStore(Database database, TaskHub hub, Tables tables) {
    this(database, hub, tables, PageLimits.DEFAULT);
  }

  InstanceStore(Database database, TaskHub hub, Tables tables, PageLimits limits) {
    this.database = database;
    this.hub = hub;
    this.tables = tables;
    this.limits = limits;
    this.search = new InstanceSearch(hub.id(), SearchLimits.DEFAULT);
    this.counting = new InstanceCounting(hub.id(), tables, SearchLimits.DEFAULT);
  }

  public Optional<InstanceRow> find(String instanceId) {
    return Availability.orUnavailable(() -> database.read(tx -> find(tx, instanceId)));
  }

  private Optional<InstanceRow> find(Tx tx, String instanceId) {
    return tables.instances().findByIds(tx, hub.id(), List.of(instanceId)).stream().findFirst();
  }

  /** All events of a run, oldest first. */
  public List<HistoryEvent> history(long instanceKey) {
    return Availability.orUnavailable(
        () ->
            database.read(
                tx ->
                    tables.history().find(tx, List.of(instanceKey)).stream()
                        .flatMap(row -> row.events().stream())
                        .toList()));
  }

  /**
   * A page of a listing; it has instances unless it is the last. What they hold may be so long that
   * a page is cut short, to be kept in memory.
   */
  public InstanceRows list(InstanceQuery query) {
    InstanceRows page = Availability.orUnavailable(() -> database.read(tx -> list(tx, query)));
    return page.rows().isEmpty() && page.next() != null
        ? list(query.continuedBehind(page.next()))
        : page;
  }

  private InstanceRows list(Tx tx, InstanceQuery query) {
    FoundPage page = search.page(tx, query);
    List<InstanceRow> rows = new ArrayList<>();
    long characters = 0;
    int read = 0;
    while (read < page.found().size() && characters < limits.mostCharacters()) {
      int end = Math.min(read + limits.rowsAtOnce(), page.found().size());
      for (InstanceRow row : rows(tx, page.found().subList(read, end), query.filter())) {
        rows.add(row);
        characters += length(row);
      }
      read = end;
    }
    return new InstanceRows(rows, page.nextAfter(read));
  }

  private static long length(InstanceRow row) {
    return Stream.of(row.input(), row.customStatus(), row.output())
        .mapToLong(PageLimits::length)
        .sum();
  }

  /** The rows in this order, without those that have gone or changed meanwhile. */
  private List<InstanceRow> rows(Tx tx, List<FoundInstance> found, InstanceFilter filter) {
    List<Long> keys = found.stream().map(FoundInstance::key).toList();
    Map<Long, InstanceRow> byKey = new HashMap<>();
    tables.instances().findByKeys(tx, keys).forEach(row -> byKey.put(row.key(), row));
    return keys.stream()
        .map(byKey::get)
        .filter(row -> row != null && filter.statuses().contains(row.status()))
        .toList();
  }

  /** How many instances match, counted up to {@code cap}. */
  public InstanceCount count(InstanceFilter filter, int cap) {
    return Availability.orUnavailable(() -> database.read(tx -> counting.count(tx, filter, cap)));
  }

  /** How many instances match; takes the longer the more there are. */
  public InstanceCount countExactly(InstanceFilter filter) {
    return Availability.orUnavailable(
        () -> database.read(tx -> new InstanceCount(counting.countExactly(tx, filter), false)));
  }

  /**
   * Deletes an instance with all that belongs to it.
   *
   * @param force whether a live one is deleted too; its owner is then made to forget it, and a
   *     parent that waits for it hears of it
   */
  public void purge(String instanceId, boolean force, Instant now) {
    Availability.orUnavailable(
        () -> database.inTransactionDespiteLocks(tx -> purge(tx, instanceId, force, now)));
  }

  private InstanceRow purge(Tx tx, String instanceId, boolean force, Instant now) {
    int partition = hub.partitionOf(instanceId);
    tables.partitions().lock(tx, hub.id(), partition);
    InstanceRow found =
        find(tx, instanceId).orElseThrow(() -> new InstanceNotFoundException(instanceId));
    if (!found.status().isTerminal()) {
      requireForce(found, force);
      tables.partitions().fence(tx, hub.id(), partition);
      ParentInstance parent = tables.findParent(tx, found.key());
      tables.inbox().insert(tx, hub.id(), LostChild.purged(hub, parent, instanceId, now));
    }
    tables.deleteRuns(tx, hub.id(), List.of(found.key()));
    return found;
  }

  /**
   * Deletes all finished instances that match with all that belongs to them, in many transactions.
   *
   * @return how many
   */
  public long purge(InstanceFilter filter) {
    InstancePurge purge = new InstancePurge(database, hub, tables);
    return Availability.orUnavailable(() -> purge.run(filter, InstancePurge.UNATTENDED).deleted());
  }

  /** The hub's purges in the background. */
  public PurgeStore purges() {
    return new PurgeStore(database, hub, tables.purges());
  }

  private static void requireForce(InstanceRow found, boolean force) {
    if (!force) {
      throw new InstanceLiveException(
          "The instance '%s' is %s. Terminate it first, or add force=true to delete it as it is."
              .formatted(found.instanceId(), found.status().wireName()));
    }
  }
}
