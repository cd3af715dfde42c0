package io.perdura.dispatcher;

import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EventRaised;
import io.perdura.history.EventSent;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.FailureDetails;

/** How long events are by what clients and authors have put into them. */
final class EventTexts {

  private EventTexts() {}

  /** Characters of inputs, results, events' data and failures; names and reasons are short. */
  static int length(HistoryEvent event) {
    if (event instanceof TaskFailed failed) {
      return length(failed.failureDetails());
    } else if (event instanceof SubOrchestrationInstanceFailed failed) {
      return length(failed.failureDetails());
    } else if (event instanceof EntityOperationFailed failed) {
      return length(failed.failureDetails());
    }
    return length(text(event));
  }

  private static String text(HistoryEvent event) {
    if (event instanceof ExecutionStarted started) {
      return started.input();
    } else if (event instanceof TaskScheduled scheduled) {
      return scheduled.input();
    } else if (event instanceof TaskCompleted completed) {
      return completed.result();
    } else if (event instanceof EventRaised raised) {
      return raised.input();
    } else if (event instanceof EventSent sent) {
      return sent.input();
    } else if (event instanceof SubOrchestrationInstanceCreated created) {
      return created.input();
    } else if (event instanceof SubOrchestrationInstanceCompleted completed) {
      return completed.result();
    } else if (event instanceof EntityOperationSignaled signaled) {
      return signaled.input();
    } else if (event instanceof EntityOperationCalled called) {
      return called.input();
    } else if (event instanceof EntityOperationCompleted completed) {
      return completed.result();
    }
    return null;
  }

  private static int length(FailureDetails failure) {
    int length = 0;
    for (FailureDetails next = failure; next != null; next = next.innerFailure()) {
      length += length(next.errorMessage()) + length(next.stackTrace());
    }
    return length;
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
