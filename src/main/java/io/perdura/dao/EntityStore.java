package io.perdura.dao;

import static io.perdura.dao.Availability.orUnavailable;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityQuery;
import io.perdura.taskhub.EntityRow;
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

  public Optional<EntityRow> find(EntityInstanceId id) {
    return orUnavailable(
        () -> database.read(tx -> entities.find(tx, hub.id(), List.of(id))).stream().findFirst());
  }

  /** A page, in order of the ids' UTF-8 bytes. */
  public List<EntityRow> list(EntityQuery query) {
    EntityListing listing = new EntityListing(hub.id(), query);
    return orUnavailable(
        () -> database.read(tx -> entities.list(tx, listing.where(), listing.parameters())));
  }
}
