package io.perdura.dispatcher;

import io.perdura.history.ExecutionStarted;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.LostChild;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.StartRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Begins runs: those that clients start, and sub-orchestrations. */
final class RunStarts {

  private final HubServices services;
  private final PartitionRow partition;
  private final Placements placements;

  RunStarts(HubServices services, PartitionRow partition, Placements placements) {
    this.services = services;
    this.partition = partition;
    this.placements = placements;
  }

  /**
   * @param present the live run of the id, or null
   * @param finished the finished run of the id, or null
   */
  void place(Delivery.Start start, ActiveInstance present, ActiveInstance finished) {
    ActiveInstance known = present == null ? finished : present;
    StartRequest.Decision decision =
        known == null
            ? StartRequest.Decision.REPLACE
            : start.request().decide(known.row().status());
    if (present != null && decision != StartRequest.Decision.REPLACE) {
      // another node may have deleted it, which this one finds out only when it writes
      services.leaveInInbox().accept(start);
      return;
    }
    switch (decision) {
      case REFUSE -> Answers.failed(start, new InstanceExistsException(known.row().status()));
      case USE -> Answers.accepted(start);
      case REPLACE -> begin(start, start.request().event(now()), known);
    }
  }

  /** As above, for a message from a parent. */
  void placeChild(
      Delivery.FromInbox message,
      ExecutionStarted start,
      ActiveInstance present,
      ActiveInstance finished) {
    if (present == null) {
      begin(message, start, finished);
    } else {
      placements.reply(
          message,
          LostChild.notStarted(
              services.hub(), start.parentInstance(), message.receiverId(), now()));
    }
  }

  private void begin(Delivery delivery, ExecutionStarted start, ActiveInstance replaced) {
    InstanceRow row =
        InstanceRow.pending(services.keys().next(), partition.id(), delivery.receiverId(), start);
    if (replaced == null) {
      placements.admit(services.loader().create(row), delivery);
    } else {
      placements.replace(
          replaced, services.loader().replace(row, replaced.key(), farewell(replaced)), delivery);
    }
  }

  /** A parent may wait for the end of the replaced run, which never comes. */
  private List<InboxMessage> farewell(ActiveInstance replaced) {
    ExecutionStarted start = replaced.start();
    return start == null
        ? List.of()
        : LostChild.replaced(
            services.hub(), start.parentInstance(), replaced.row().instanceId(), now());
  }

  private Instant now() {
    return services.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
