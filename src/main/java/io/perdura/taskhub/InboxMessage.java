package io.perdura.taskhub;

import io.perdura.history.EntityMessage;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.orchestration.EntityInstanceId;
import java.time.Instant;

/**
 * An event on its way to one run of an instance, or to whatever has an id: an instance, or an
 * entity, which need not exist yet.
 *
 * @param sequence its place in the inbox table, 0 while not stored
 * @param instanceKey the run it is for, 0 when it goes to an id; a later run under the same id
 *     never sees it
 * @param receiverId id of the instance or entity it is for, or null when it goes to a run
 * @param partition partition of the receiver
 * @param dueTime when it is to be read, or null for at once; to the microsecond once it is stored
 * @param event null when what is stored cannot be read
 */
public record InboxMessage(
    long sequence,
    long instanceKey,
    String receiverId,
    int partition,
    Instant dueTime,
    HistoryEvent event) {

  /** A message to a run of an instance, not stored yet. */
  public static InboxMessage toRun(long instanceKey, int partition, HistoryEvent event) {
    return new InboxMessage(0, instanceKey, null, partition, null, event);
  }

  /** A message to an instance or entity, not stored yet; a signal may have a time to wait for. */
  public static InboxMessage toId(String receiverId, int partition, HistoryEvent event) {
    Instant dueTime =
        event instanceof EntityOperationSignaled signal ? signal.scheduledTime() : null;
    return new InboxMessage(0, 0, receiverId, partition, dueTime, event);
  }

  /** The same with another event. */
  public InboxMessage withEvent(HistoryEvent other) {
    return new InboxMessage(sequence, instanceKey, receiverId, partition, dueTime, other);
  }

  /** A message to the run that waits for a sub-orchestration, not stored yet. */
  public static InboxMessage toParent(TaskHub hub, ParentInstance parent, HistoryEvent event) {
    return toRun(parent.instanceKey(), hub.partitionOf(parent.instanceId()), event);
  }

  /** Whether an entity receives it. */
  public boolean isForEntity() {
    return event instanceof EntityMessage && EntityInstanceId.isEntityId(receiverId);
  }
}
