package io.perdura.dao;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.PurgeRow;
import io.perdura.taskhub.TaskHub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The background purges of a hub, as their clients see them. */
public final class PurgeStore {

  /** How long the outcome of a purge can be asked for. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Database database;
  private final TaskHub hub;
  private final PurgeDao purges;

  PurgeStore(Database database, TaskHub hub, PurgeDao purges) {
    this.database = database;
    this.hub = hub;
    this.purges = purges;
  }

  /** Leaves a purge to whichever node takes it up. It is on disk when this returns. */
  public PurgeRow submit(InstanceFilter filter, Instant now) {
    return Availability.orUnavailable(
        () ->
            database.inTransaction(
                tx -> {
                  purges.deleteEnded(tx, hub.id(), now.minus(KEPT));
                  long id = purges.insert(tx, hub.id(), filter, now);
                  return purges.find(tx, hub.id(), id).orElseThrow();
                }));
  }

  public Optional<PurgeRow> find(long id) {
    return Availability.orUnavailable(() -> database.read(tx -> purges.find(tx, hub.id(), id)));
  }

  /** Ends a purge unless it has ended; empty when there is none with this id. */
  public Optional<PurgeRow> cancel(long id, Instant now) {
    return Availability.orUnavailable(
        () ->
            database.inTransaction(
                tx -> {
                  purges.cancel(tx, hub.id(), id, now);
                  return purges.find(tx, hub.id(), id);
                }));
  }
}
