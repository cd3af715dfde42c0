package io.perdura.http;

import com.fasterxml.jackson.databind.util.RawValue;
import io.perdura.history.EventRaised;
import io.perdura.history.ExecutionCompleted;
import io.perdura.history.ExecutionParked;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.ExecutionUnparked;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.FailureDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The member {@code historyEvents} of a status (contract, section 15): a scheduled task is merged
 * into its result, and what only replay needs is left out.
 */
final class HistoryView {

  private final boolean showInput;
  private final boolean showOutput;
  private final Map<Integer, TaskScheduled> tasks = new HashMap<>();
  private final Set<Integer> endedTasks = new HashSet<>();

  private HistoryView(boolean showInput, boolean showOutput, List<HistoryEvent> history) {
    this.showInput = showInput;
    this.showOutput = showOutput;
    history.forEach(this::noteTask);
  }

  /** The events as JSON objects, in history order; a merged one stands where its result stood. */
  static List<Map<String, Object>> of(
      List<HistoryEvent> history, boolean showInput, boolean showOutput) {
    HistoryView view = new HistoryView(showInput, showOutput, history);
    List<Map<String, Object>> shown = new ArrayList<>();
    for (HistoryEvent event : history) {
      if (view.isShown(event)) {
        shown.add(view.show(event));
      }
    }
    return shown;
  }

  private void noteTask(HistoryEvent event) {
    if (event instanceof TaskScheduled scheduled) {
      tasks.put(scheduled.eventId(), scheduled);
    } else if (event instanceof TaskCompleted completed) {
      endedTasks.add(completed.taskScheduledId());
    } else if (event instanceof TaskFailed failed) {
      endedTasks.add(failed.taskScheduledId());
    }
  }

  private boolean isShown(HistoryEvent event) {
    if (event instanceof TaskScheduled scheduled) {
      return !endedTasks.contains(scheduled.eventId());
    }
    return !(event instanceof OrchestratorStarted
        || event instanceof ExecutionParked
        || event instanceof ExecutionUnparked);
  }

  private Map<String, Object> show(HistoryEvent event) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("EventType", event.getClass().getSimpleName());
    shown.put("Timestamp", Timestamps.exact(event.timestamp()));
    if (event instanceof ExecutionStarted started) {
      shown.put("FunctionName", started.name());
      putInput(shown, started.input());
    } else if (event instanceof TaskScheduled scheduled) {
      shown.put("Name", scheduled.name());
      putInput(shown, null);
    } else if (event instanceof TaskCompleted completed) {
      putTask(shown, tasks.get(completed.taskScheduledId()));
      putResult(shown, completed.result());
    } else if (event instanceof TaskFailed failed) {
      putFailure(shown, tasks.get(failed.taskScheduledId()), failed.failureDetails());
    } else if (event instanceof TimerCreated created) {
      shown.put("FireAt", Timestamps.exact(created.fireAt()));
    } else if (event instanceof TimerFired fired) {
      shown.put("FireAt", Timestamps.exact(fired.fireAt()));
    } else if (event instanceof EventRaised raised) {
      shown.put("Name", raised.name());
      putInput(shown, raised.input());
    } else if (event instanceof ExecutionSuspended suspended) {
      shown.put("Reason", suspended.reason());
    } else if (event instanceof ExecutionResumed resumed) {
      shown.put("Reason", resumed.reason());
    } else if (event instanceof ExecutionRewound rewound) {
      shown.put("Reason", rewound.reason());
    } else if (event instanceof GenericEvent generic) {
      shown.put("Data", generic.data());
    } else if (event instanceof ExecutionTerminated terminated) {
      putInput(shown, terminated.reason());
    } else if (event instanceof ExecutionCompleted completed) {
      shown.put("OrchestrationStatus", completed.status().wireName());
      putResult(shown, completed.result());
      shown.put("FailureDetails", details(completed.failureDetails()));
    }
    return shown;
  }

  private void putTask(Map<String, Object> shown, TaskScheduled scheduled) {
    shown.put("ScheduledTime", Timestamps.exact(scheduled.timestamp()));
    shown.put("FunctionName", scheduled.name());
    // inputs of activities are kept for replay, but the original shows none
    putInput(shown, null);
  }

  private void putFailure(
      Map<String, Object> shown, TaskScheduled scheduled, FailureDetails failure) {
    putTask(shown, scheduled);
    shown.put(
        "Reason",
        "Activity function '%s' failed: %s".formatted(scheduled.name(), failure.errorMessage()));
    shown.put("Details", null);
    shown.put("FailureDetails", details(failure));
  }

  private void putInput(Map<String, Object> shown, String input) {
    if (showInput) {
      shown.put("Input", input);
    }
  }

  private void putResult(Map<String, Object> shown, String result) {
    if (showOutput) {
      shown.put("Result", result == null ? null : new RawValue(result));
    }
  }

  private static Map<String, Object> details(FailureDetails failure) {
    if (failure == null) {
      return null;
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("ErrorType", failure.errorType());
    shown.put("ErrorMessage", failure.errorMessage());
    shown.put("StackTrace", failure.stackTrace());
    shown.put("InnerFailure", details(failure.innerFailure()));
    shown.put("IsNonRetriable", false);
    shown.put("Properties", null);
    return shown;
  }
}
