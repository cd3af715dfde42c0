package io.perdura.dao;

import static io.perdura.dao.Availability.orUnavailable;

import io.perdura.history.HistoryEvent;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.TaskHub;
import java.util.List;
import java.util.Optional;

/**
 * What clients read and delete of a hub's instances, each call a transaction of its own. Every
 * method throws {@link HubUnavailableException} when the database cannot be reached.
 */
public final class InstanceStore {

  private final Database database;
  private final TaskHub hub;
  private final Tables tables;

  public InstanceStore(Database database, TaskHub hub, Tables tables) {
    this.database = database;
    this.hub = hub;
    this.tables = tables;
  }

  public Optional<InstanceRow> find(String instanceId) {
    return orUnavailable(() -> database.read(tx -> find(tx, instanceId)));
  }

  private Optional<InstanceRow> find(Tx tx, String instanceId) {
    return tables.instances().findByIds(tx, hub.id(), List.of(instanceId)).stream().findFirst();
  }

  /** All events of a run, oldest first. */
  public List<HistoryEvent> history(long instanceKey) {
    return orUnavailable(
        () ->
            database.read(
                tx ->
                    tables.history().find(tx, List.of(instanceKey)).stream()
                        .flatMap(row -> row.events().stream())
                        .toList()));
  }

  public List<InstanceRow> list(InstanceQuery query) {
    InstanceListing listing = new InstanceListing(hub.id(), query);
    return orUnavailable(
        () ->
            database.read(
                tx -> tables.instances().list(tx, listing.where(), listing.parameters())));
  }

  /**
   * Deletes an instance with all that belongs to it.
   *
   * @param force whether a live one is deleted too; its owner is then made to forget it
   */
  public void purge(String instanceId, boolean force) {
    orUnavailable(() -> database.inTransaction(tx -> purge(tx, instanceId, force)));
  }

  private InstanceRow purge(Tx tx, String instanceId, boolean force) {
    int partition = hub.partitionOf(instanceId);
    tables.partitions().lock(tx, hub.id(), partition);
    InstanceRow found =
        find(tx, instanceId).orElseThrow(() -> new InstanceNotFoundException(instanceId));
    if (!found.status().isTerminal()) {
      requireForce(found, force);
      tables.partitions().fence(tx, hub.id(), partition);
    }
    tables.deleteRuns(tx, List.of(found.key()));
    return found;
  }

  private static void requireForce(InstanceRow found, boolean force) {
    if (!force) {
      throw new InstanceLiveException(
          "The instance '%s' is %s. Terminate it first, or add force=true to delete it as it is."
              .formatted(found.instanceId(), found.status().wireName()));
    }
  }
}
