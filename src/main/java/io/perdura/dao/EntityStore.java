package io.perdura.dao;

import static io.perdura.dao.Availability.orUnavailable;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityQuery;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PagePosition;
import io.perdura.taskhub.TaskHub;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What clients read of a hub's entities. Every method throws {@link
 * io.perdura.taskhub.HubUnavailableException} when the database cannot be reached.
 */
public final class EntityStore {

  private final Database database;
  private final TaskHub hub;
  private final EntityDao entities;
  private final PageLimits limits;

  public EntityStore(Database database, TaskHub hub, EntityDao entities) {
    this(database, hub, entities, PageLimits.DEFAULT);
  }

  EntityStore(Database database, TaskHub hub, EntityDao entities, PageLimits limits) {
    this.database = database;
    this.hub = hub;
    this.entities = entities;
    this.limits = limits;
  }

  /** The entity if it has a state. */
  public Optional<EntityRow> find(EntityInstanceId id) {
    return orUnavailable(
        () ->
            database.read(tx -> entities.find(tx, hub.id(), List.of(id))).stream()
                .filter(row -> row.state() != null)
                .findFirst());
  }

  /** A page, in order of the ids' UTF-8 bytes; it holds fewer when their states are long. */
  public EntityRows list(EntityQuery query) {
    PageLimits steps =
        query.fetchState() ? limits : new PageLimits(query.pageSize() + 1, limits.mostCharacters());
    EntityPages.Page<EntityRow> page =
        read(
            tx ->
                EntityPages.read(
                    query.pageSize(),
                    steps,
                    (last, most) -> list(tx, query, last, most),
                    row -> PageLimits.length(row.state())));
    return new EntityRows(page.rows(), page.more() ? last(page.rows()).id().toString() : null);
  }

  private List<EntityRow> list(Tx tx, EntityQuery query, EntityRow last, int most) {
    String after = last == null ? query.afterEntityId() : last.id().toString();
    EntityListing listing = new EntityListing(hub.id(), query, after, most);
    return entities.list(tx, listing.where(), listing.parameters());
  }

  private <R> R read(Function<Tx, R> work) {
    return orUnavailable(() -> database.read(work));
  }

  private static <R> R last(List<R> rows) {
    return rows.get(rows.size() - 1);
  }

  /**
   * A page of entities, shown as instances, in order of their ids whatever the query's order; it
   * holds fewer when their states are long.
   */
  public InstanceRows listAsInstances(InstanceQuery query) {
    EntityPages.Page<InstanceRow> page =
        read(
            tx ->
                EntityPages.read(
                    query.pageSize(),
                    limits,
                    (last, most) -> listAsInstances(tx, query, last, most),
                    row -> PageLimits.length(row.input())));
    return new InstanceRows(page.rows(), page.more() ? position(last(page.rows())) : null);
  }

  private List<InstanceRow> listAsInstances(
      Tx tx, InstanceQuery query, InstanceRow last, int most) {
    PagePosition after = last == null ? query.after() : position(last);
    EntitiesAsInstances wanted = EntitiesAsInstances.page(hub.id(), query, after, most);
    return entities.listAsInstances(tx, wanted.where(), wanted.parameters());
  }

  private static PagePosition position(InstanceRow row) {
    return new PagePosition.ById(row.instanceId());
  }

  /** How many entities match, counted up to {@code cap}. */
  public InstanceCount countAsInstances(InstanceFilter filter, long cap) {
    EntitiesAsInstances wanted = EntitiesAsInstances.some(hub.id(), filter, cap + 1);
    long count =
        orUnavailable(
            () -> database.read(tx -> entities.count(tx, wanted.where(), wanted.parameters())));
    return new InstanceCount(Math.min(count, cap), count > cap);
  }
}
