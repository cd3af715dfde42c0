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

/**
 * What clients read of a hub's entities. Every method throws {@link
 * io.perdura.taskhub.HubUnavailableException} when the database cannot be reached.
 */
public final class EntityStore {

  private final Database database;
  private final TaskHub hub;
  private final EntityDao entities;

  public EntityStore(Database database, TaskHub hub, EntityDao entities) {
    this.database = database;
    this.hub = hub;
    this.entities = entities;
  }

  /** The entity if it has a state. */
  public Optional<EntityRow> find(EntityInstanceId id) {
    return orUnavailable(
        () ->
            database.read(tx -> entities.find(tx, hub.id(), List.of(id))).stream()
                .filter(row -> row.state() != null)
                .findFirst());
  }

  /** A page, in order of the ids' UTF-8 bytes. */
  public List<EntityRow> list(EntityQuery query) {
    EntityListing listing = new EntityListing(hub.id(), query);
    return orUnavailable(
        () -> database.read(tx -> entities.list(tx, listing.where(), listing.parameters())));
  }

  /** A page of entities, shown as instances, in order of their ids whatever the query's order. */
  public InstanceRows listAsInstances(InstanceQuery query) {
    EntitiesAsInstances wanted = EntitiesAsInstances.page(hub.id(), query);
    List<InstanceRow> rows =
        orUnavailable(
            () ->
                database.read(
                    tx -> entities.listAsInstances(tx, wanted.where(), wanted.parameters())));
    if (rows.size() <= query.pageSize()) {
      return new InstanceRows(rows, null);
    }
    List<InstanceRow> page = rows.subList(0, query.pageSize());
    return new InstanceRows(page, new PagePosition.ById(page.get(page.size() - 1).instanceId()));
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
