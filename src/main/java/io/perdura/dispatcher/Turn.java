package io.perdura.dispatcher;

import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ChangedRun;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TimerRow;
import java.util.List;

/**
 * What one turn of an instance writes, and what is done once it is written.
 *
 * @param partition the epoch under which it may be committed
 * @param first whether the instance's row is to be inserted
 * @param replacedKey the run of the same id that this first turn replaces, or null
 * @param row the instance after the turn
 * @param statusBefore what the stored row says, unless this is the first turn
 * @param rowChanged whether the row differs from the stored one
 * @param rewrittenHistory earlier turns that a rewind has changed
 * @param tasks activities to start on this node
 * @param queuedTasks activities for any node
 * @param endedQueuedTasks rows of the activity queue used up
 * @param newTimers timers to arm
 * @param firedTimers timers used up
 * @param clearTimers whether the run has ended with timers armed
 * @param clearQueue whether the run was ended with activities queued
 * @param restarts whether the run continues as new, so that history begins with this turn
 * @param messages to other instances and entities
 * @param inboxSequences inbox rows used up
 * @param deliveries what made the turn; delivered again when it cannot be written
 */
record Turn(
    ActiveInstance instance,
    PartitionRow partition,
    boolean first,
    Long replacedKey,
    InstanceRow row,
    OrchestrationRuntimeStatus statusBefore,
    boolean rowChanged,
    HistoryRow history,
    List<HistoryRow> rewrittenHistory,
    List<TaskScheduled> tasks,
    List<QueuedTask> queuedTasks,
    List<QueuedTask> endedQueuedTasks,
    List<TimerRow> newTimers,
    List<TimerRow> firedTimers,
    boolean clearTimers,
    boolean clearQueue,
    boolean restarts,
    List<InboxMessage> messages,
    List<Long> inboxSequences,
    List<Delivery> deliveries)
    implements PartitionWrite {

  @Override
  public String subject() {
    return row.instanceId();
  }

  /** What becomes of a row that is there. */
  ChangedRun changedRun() {
    return new ChangedRun(statusBefore, row);
  }

  boolean isLast() {
    return row.status().isTerminal();
  }

  /** Whether it puts a failed run back to work, which a purge may have deleted meanwhile. */
  boolean isRewind() {
    return !rewrittenHistory.isEmpty();
  }
}
