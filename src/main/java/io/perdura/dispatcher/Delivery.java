package io.perdura.dispatcher;

import io.perdura.history.HistoryEvent;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TimerRow;
import java.util.concurrent.CompletableFuture;

/** Something that reaches an instance. */
sealed interface Delivery {

  /** Something that another node takes when this one no longer runs the partition. */
  sealed interface Routable extends Delivery {

    /** The receiver. */
    String instanceId();
  }

  /** Something whose sender waits: the answer completes once it is on disk, or fails. */
  sealed interface Awaited extends Routable {

    CompletableFuture<Void> answer();
  }

  record Start(StartRequest request, CompletableFuture<Void> answer) implements Awaited {

    @Override
    public String instanceId() {
      return request.instanceId();
    }
  }

  /** A message handed in on this node. */
  record Direct(String instanceId, HistoryEvent event, CompletableFuture<Void> answer)
      implements Awaited {}

  /** The instance is to be deleted as it is. */
  record Purge(String instanceId, CompletableFuture<Void> answer) implements Awaited {}

  /** A message that another node left in the inbox table. */
  record FromInbox(InboxMessage message) implements Delivery {}

  /**
   * An activity of the queue table has ended.
   *
   * @param event TaskCompleted or TaskFailed
   */
  record QueuedTaskEnded(QueuedTask task, HistoryEvent event) implements Routable {

    @Override
    public String instanceId() {
      return task.instanceId();
    }
  }

  /**
   * An activity of this node has ended.
   *
   * @param event TaskCompleted or TaskFailed
   */
  record TaskEnded(long instanceKey, int taskId, HistoryEvent event) implements Delivery {}

  record TimerDue(TimerRow timer) implements Delivery {}
}
