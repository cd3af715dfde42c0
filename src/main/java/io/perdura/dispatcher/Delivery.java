package io.perdura.dispatcher;

import io.perdura.history.HistoryEvent;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TimerRow;
import java.util.concurrent.CompletableFuture;

/** Something that reaches an instance and makes a turn. */
sealed interface Delivery {

  /**
   * @param answer completed once the start is on disk, or fails
   */
  record Start(StartRequest request, CompletableFuture<Void> answer) implements Delivery {}

  /** A message handed in on this node; @param answer completed once it is on disk, or fails. */
  record Direct(String instanceId, HistoryEvent event, CompletableFuture<Void> answer)
      implements Delivery {}

  /**
   * The instance is to be deleted as it is.
   *
   * @param answer completed once it is gone, or fails
   */
  record Purge(String instanceId, CompletableFuture<Void> answer) implements Delivery {}

  /** A message that another node left in the inbox table. */
  record FromInbox(InboxMessage message) implements Delivery {}

  /**
   * @param event TaskCompleted or TaskFailed
   */
  record TaskEnded(long instanceKey, int taskId, HistoryEvent event) implements Delivery {}

  record TimerDue(TimerRow timer) implements Delivery {}
}
