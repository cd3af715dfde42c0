package io.perdura.http;

import com.fasterxml.jackson.databind.util.RawValue;
import io.perdura.history.EventRaised;
import io.perdura.history.EventSent;
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
import io.perdura.history.ParentInstance;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.FailureDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The member {@code historyEvents} of a status (contract, section 15): a call of an activity or
 * sub-orchestration is merged into its result, and what only replay needs is left out.
 */
final class HistoryView {

  private final boolean showInput;
  private final boolean showOutput;
  private final Map<Integer, Scheduled> scheduled = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();

  /**
   * An activity or sub-orchestration.
   *
   * @param kind of function, as messages name it
   */
  private record Scheduled(String kind, String name, Instant time) {}

  private HistoryView(boolean showInput, boolean showOutput, List<HistoryEvent> history) {
    this.showInput = showInput;
    this.showOutput = showOutput;
    history.forEach(this::note);
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

  private void note(HistoryEvent event) {
    if (event instanceof TaskScheduled task) {
      scheduled.put(task.eventId(), new Scheduled("Activity", task.name(), task.timestamp()));
    } else if (event instanceof SubOrchestrationInstanceCreated child) {
      scheduled.put(
          child.eventId(), new Scheduled("Orchestrator", child.name(), child.timestamp()));
    } else if (event instanceof TaskCompleted completed) {
      ended.add(completed.taskScheduledId());
    } else if (event instanceof TaskFailed failed) {
      ended.add(failed.taskScheduledId());
    } else if (event instanceof SubOrchestrationInstanceCompleted completed) {
      ended.add(completed.taskScheduledId());
    } else if (event instanceof SubOrchestrationInstanceFailed failed) {
      ended.add(failed.taskScheduledId());
    }
  }

  private boolean isShown(HistoryEvent event) {
    if (event instanceof TaskScheduled task) {
      return !ended.contains(task.eventId());
    } else if (event instanceof SubOrchestrationInstanceCreated child) {
      return !ended.contains(child.eventId());
    }
    return !(event instanceof OrchestratorStarted
        || event instanceof ExecutionParked
        || event instanceof ExecutionUnparked);
  }

  private Map<String, Object> show(HistoryEvent event) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("EventType", event.getClass().getSimpleName());
    shown.put("Timestamp", Timestamps.exact(event.timestamp()));
    EntityEventView.Shown entityEvent = EntityEventView.of(event);
    if (entityEvent != null) {
      putEntityEvent(shown, entityEvent);
    }
    if (event instanceof ExecutionStarted started) {
      shown.put("FunctionName", started.name());
      putInput(shown, started.input());
    } else if (event instanceof TaskScheduled task) {
      shown.put("Name", task.name());
      putInput(shown, null);
    } else if (event instanceof SubOrchestrationInstanceCreated child) {
      shown.put("Name", child.name());
      shown.put("InstanceId", child.instanceId());
      putInput(shown, null);
    } else if (event instanceof TaskCompleted completed) {
      putScheduled(shown, scheduled.get(completed.taskScheduledId()));
      putResult(shown, completed.result());
    } else if (event instanceof SubOrchestrationInstanceCompleted completed) {
      putScheduled(shown, scheduled.get(completed.taskScheduledId()));
      putResult(shown, completed.result());
    } else if (event instanceof TaskFailed failed) {
      putFailure(shown, scheduled.get(failed.taskScheduledId()), failed.failureDetails());
    } else if (event instanceof SubOrchestrationInstanceFailed failed) {
      putFailure(shown, scheduled.get(failed.taskScheduledId()), failed.failureDetails());
    } else if (event instanceof TimerCreated created) {
      shown.put("FireAt", Timestamps.exact(created.fireAt()));
    } else if (event instanceof TimerFired fired) {
      shown.put("FireAt", Timestamps.exact(fired.fireAt()));
    } else if (event instanceof EventRaised raised) {
      shown.put("Name", raised.name());
      putInput(shown, raised.input());
    } else if (event instanceof EventSent sent) {
      shown.put("InstanceId", sent.instanceId());
      shown.put("Name", sent.name());
      putInput(shown, sent.input());
    } else if (event instanceof ExecutionSuspended suspended) {
      shown.put("Reason", suspended.reason());
    } else if (event instanceof ExecutionResumed resumed) {
      shown.put("Reason", resumed.reason());
    } else if (event instanceof ExecutionRewound rewound) {
      shown.put("Reason", rewound.reason());
      ParentInstance parent = rewound.parentInstance();
      shown.put("InstanceId", null);
      shown.put("ParentExecutionId", parent == null ? null : String.valueOf(parent.instanceKey()));
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

  private void putScheduled(Map<String, Object> shown, Scheduled call) {
    shown.put("ScheduledTime", Timestamps.exact(call.time()));
    shown.put("FunctionName", call.name());
    // inputs of calls are kept for replay, but the original shows none
    putInput(shown, null);
  }

  private void putFailure(Map<String, Object> shown, Scheduled call, FailureDetails failure) {
    putScheduled(shown, call);
    shown.put(
        "Reason",
        "%s function '%s' failed: %s".formatted(call.kind(), call.name(), failure.errorMessage()));
    shown.put("Details", null);
    shown.put("FailureDetails", details(failure));
  }

  private void putEntityEvent(Map<String, Object> shown, EntityEventView.Shown event) {
    if (event.instanceId() == null) {
      shown.put("EventType", "EventRaised");
    } else {
      shown.put("EventType", "EventSent");
      shown.put("InstanceId", event.instanceId());
    }
    shown.put("Name", event.name());
    putInput(shown, event.input());
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
