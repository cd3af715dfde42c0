package io.perdura.dispatcher;

import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.orchestration.FailureDetails;
import io.perdura.taskhub.InboxMessage;

/** Results that are too long for the database become failures of their activities. */
final class Oversized {

  /** Shorter results are not what makes a turn too long. */
  private static final int LONG_RESULT = 1 << 20;

  private Oversized() {}

  /** The delivery itself unless it brings a long result. */
  static Delivery shortened(Delivery delivery) {
    if (delivery instanceof Delivery.TaskEnded ended) {
      return new Delivery.TaskEnded(ended.instanceKey(), ended.taskId(), shortened(ended.event()));
    } else if (delivery instanceof Delivery.QueuedTaskEnded ended) {
      return new Delivery.QueuedTaskEnded(ended.task(), shortened(ended.event()));
    } else if (delivery instanceof Delivery.FromInbox fromInbox) {
      InboxMessage message = fromInbox.message();
      return new Delivery.FromInbox(message.withEvent(shortened(message.event())));
    }
    return delivery;
  }

  private static HistoryEvent shortened(HistoryEvent event) {
    if (event instanceof TaskCompleted completed && EventTexts.length(completed) > LONG_RESULT) {
      String message =
          "The result has %d characters, more than the database takes at once (max_allowed_packet)"
              .formatted(EventTexts.length(completed));
      return new TaskFailed(completed.timestamp(), completed.taskScheduledId(), failure(message));
    }
    return event;
  }

  private static FailureDetails failure(String message) {
    return new FailureDetails(IllegalStateException.class.getName(), message, null, null);
  }
}
