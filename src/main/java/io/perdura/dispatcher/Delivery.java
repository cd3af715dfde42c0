package io.perdura.dispatcher;

import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TimerRow;
import java.util.concurrent.CompletableFuture;

/** Something that reaches an instance or an entity. */
sealed interface Delivery {

  /** Whom it is for, whichever run that is; null when it is for one run. */
  default String receiverId() {
    return null;
  }

  /** The run it is for; 0 when it is for whoever has the id. */
  default long instanceKey() {
    return 0;
  }

  /** Something that another node takes when this one no longer runs the partition. */
  sealed interface Routable extends Delivery {

    /** The receiver. */
    String instanceId();
  }

  /** Something whose sender waits: the answer completes once it is on disk, or fails. */
  sealed interface Awaited extends Routable {

    CompletableFuture<Void> answer();

    @Override
    default String receiverId() {
      return instanceId();
    }
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

  /** An operation on an entity, handed in on this node. */
  record Signal(
      EntityInstanceId entity, EntityOperationSignaled operation, CompletableFuture<Void> answer)
      implements Awaited {

    @Override
    public String instanceId() {
      return entity.toString();
    }
  }

  /** The instance is to be deleted as it is. */
  record Purge(String instanceId, CompletableFuture<Void> answer) implements Awaited {}

  /** A message out of the inbox table. */
  record FromInbox(InboxMessage message) implements Delivery {

    @Override
    public String receiverId() {
      return message.receiverId();
    }

    @Override
    public long instanceKey() {
      return message.instanceKey();
    }
  }

  /** The engine cannot go on with a run for now. */
  record Park(long instanceKey, String reason) implements Delivery {}

  /** A run has something to do without anything having arrived. */
  record GoOn(long instanceKey) implements Delivery {}

  /**
   * An activity of the queue table has ended, or is given back to the instance's owner.
   *
   * @param event TaskCompleted, TaskFailed, or ExecutionParked when the node that took it lacks its
   *     function
   */
  record QueuedTaskEnded(QueuedTask task, HistoryEvent event) implements Routable {

    @Override
    public String instanceId() {
      return task.instanceId();
    }

    @Override
    public long instanceKey() {
      return task.instanceKey();
    }
  }

  /**
   * An activity of this node has ended.
   *
   * @param event TaskCompleted, TaskFailed, or ExecutionParked when its function is missing
   */
  record TaskEnded(long instanceKey, int taskId, HistoryEvent event) implements Delivery {}

  record TimerDue(TimerRow timer) implements Delivery {

    @Override
    public long instanceKey() {
      return timer.instanceKey();
    }
  }
}
