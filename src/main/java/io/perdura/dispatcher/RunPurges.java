package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.history.ExecutionStarted;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.LostChild;
import io.perdura.taskhub.PartitionRow;
import java.util.List;

/** Deletes runs of the partition in whatever state. */
final class RunPurges {

  private final HubServices services;
  private final PartitionRow partition;
  private final Placements placements;

  RunPurges(HubServices services, PartitionRow partition, Placements placements) {
    this.services = services;
    this.partition = partition;
    this.placements = placements;
  }

  /**
   * @param present the live run of the id, or null
   * @param finished the finished run of the id, or null
   */
  void place(Delivery.Purge purge, ActiveInstance present, ActiveInstance finished) {
    if (present == null && finished == null) {
      Answers.failed(purge, new InstanceNotFoundException(purge.instanceId()));
    } else {
      delete(purge, present == null ? finished : present);
    }
  }

  private void delete(Delivery.Purge purge, ActiveInstance instance) {
    List<InboxMessage> farewell = farewell(instance);
    try {
      if (delete(instance.key(), farewell)) {
        placements.dismiss(instance);
        farewell.forEach(message -> services.wakeForInbox().accept(message.partition()));
        Answers.accepted(purge);
      } else {
        Answers.failed(
            purge,
            new HubUnavailableException("The instance is moving to another node; try again."));
      }
    } catch (DatabaseException e) {
      placements.readAgain(instance);
      Answers.failed(
          purge,
          new HubUnavailableException("The database does not answer now; try again later.", e));
    }
  }

  private boolean delete(long key, List<InboxMessage> farewell) {
    return services
        .database()
        .inTransactionDespiteLocks(
            tx -> {
              boolean owned = services.tables().deleteRunOf(tx, services.hub(), partition, key);
              if (owned) {
                services.tables().inbox().insert(tx, services.hub().id(), farewell);
              }
              return owned;
            });
  }

  /** A parent may wait for the end of a live run, which never comes. */
  private List<InboxMessage> farewell(ActiveInstance purged) {
    ExecutionStarted start = purged.start();
    return start == null
        ? List.of()
        : LostChild.purged(
            services.hub(),
            start.parentInstance(),
            purged.row().instanceId(),
            services.clock().instant());
  }
}
