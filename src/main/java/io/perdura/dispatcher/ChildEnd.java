package io.perdura.dispatcher;

import io.perdura.history.HistoryEvent;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.replay.Completion;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;

/** How a sub-orchestration's end reads for its parent. */
final class ChildEnd {

  private static final int NO_EVENT = -1;

  private ChildEnd() {}

  /**
   * @param taskId number of the sub-orchestration in the parent's history
   */
  static HistoryEvent of(int taskId, String childId, Completion end, Instant now) {
    if (end.status() == OrchestrationRuntimeStatus.COMPLETED) {
      return new SubOrchestrationInstanceCompleted(now, taskId, end.result());
    }
    return new SubOrchestrationInstanceFailed(
        now, taskId, end.failure() == null ? terminated(childId, end) : end.failure());
  }

  /** The end of one that has finished before, other than by failing. */
  static HistoryEvent of(int taskId, InstanceRow child, Instant now) {
    Completion end = new Completion(NO_EVENT, child.status(), child.output(), null);
    return of(taskId, child.instanceId(), end, now);
  }

  private static FailureDetails terminated(String childId, Completion end) {
    String reason = end.result() == null ? "" : ": " + end.result();
    return new FailureDetails(
        "Terminated", "The instance '%s' was terminated%s".formatted(childId, reason), null, null);
  }
}
