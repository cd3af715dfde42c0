package io.perdura.dispatcher;

import io.perdura.history.ExecutionRewound;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.LostChild;
import java.time.Instant;
import java.util.List;

/** Puts failed runs back to work: for clients, and for parents that are rewound themselves. */
final class RunRewinds {

  private static final String NOT_FAILED =
      "The rewind operation is only supported on failed orchestration instances.";

  private static final String LOCKS_ENDED =
      "The instance failed while it held locks of entities, which have ended with it; it cannot go on"
          + " as if it held them. Restart it instead.";

  private final HubServices services;
  private final Placements placements;

  RunRewinds(HubServices services, Placements placements) {
    this.services = services;
    this.placements = placements;
  }

  /**
   * @param present the live run that it is for, or null
   * @param absent where a finished one is found
   */
  void place(
      Delivery delivery, ExecutionRewound rewound, ActiveInstance present, AbsentRuns absent) {
    if (rewound.parentInstance() != null) {
      placeChild((Delivery.FromInbox) delivery, rewound.parentInstance(), present, absent);
    } else if (present != null) {
      refuse(delivery, new InstanceLiveException(NOT_FAILED));
    } else {
      ActiveInstance finished = absent.forRewind(delivery);
      if (isRewindable(finished)) {
        placements.admit(finished, delivery);
      } else if (isFailed(finished)) {
        refuse(delivery, new InstanceLiveException(LOCKS_ENDED));
      } else {
        refuse(delivery, notRewindable(delivery, absent));
      }
    }
  }

  private static RuntimeException notRewindable(Delivery delivery, AbsentRuns absent) {
    return absent.finishedOf(delivery) == null
        ? new InstanceNotFoundException(delivery.receiverId())
        : new InstanceFinishedException(delivery.receiverId());
  }

  private void refuse(Delivery delivery, RuntimeException reason) {
    if (delivery instanceof Delivery.FromInbox fromInbox) {
      placements.drop(fromInbox);
    }
    Answers.failed(delivery, reason);
  }

  private static boolean isFailed(ActiveInstance finished) {
    return finished != null && finished.row().status() == OrchestrationRuntimeStatus.FAILED;
  }

  /** What failed with locks of entities cannot go on as if it still held them. */
  private static boolean isRewindable(ActiveInstance finished) {
    return isFailed(finished) && finished.entityWork().locks().isEmpty();
  }

  /** A parent waits for its child again, so it must hear of it whatever has become of the child. */
  private void placeChild(
      Delivery.FromInbox message,
      ParentInstance parent,
      ActiveInstance present,
      AbsentRuns absent) {
    ActiveInstance child = present == null ? absent.forRewind(message) : present;
    if (child == null || !isChildOf(parent, child)) {
      placements.reply(
          message, LostChild.gone(services.hub(), parent, message.receiverId(), now()));
    } else if (child == present) {
      placements.drop(message);
    } else if (isRewindable(child)) {
      placements.admit(child, message);
    } else {
      HistoryEvent end = ChildEnd.of(parent.taskScheduledId(), child.row(), now());
      placements.reply(message, List.of(InboxMessage.toParent(services.hub(), parent, end)));
    }
  }

  /** What another node has just started has not begun yet, and is nobody's child. */
  private static boolean isChildOf(ParentInstance parent, ActiveInstance child) {
    return child.start() != null && parent.equals(child.start().parentInstance());
  }

  private Instant now() {
    return services.clock().instant();
  }
}
