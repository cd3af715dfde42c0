package io.perdura.dispatcher;

import io.perdura.history.EventSent;
import io.perdura.history.ExecutionCompleted;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.Retry;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.taskhub.HistoryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the failure out of a failed run's history (contract, section 12): its end, and the failed
 * activities and sub-orchestrations that led to it. These are the ones that failed after the code
 * had asked for anything the last time, and were not tried again; earlier failures were dealt with
 * by the code and stay.
 */
final class Rewind {

  /** An attempt, by the event id of the first one and its own number. */
  private record Attempt(int firstId, int number) {

    static Attempt of(int eventId, Retry retry) {
      return retry == null
          ? new Attempt(eventId, 1)
          : new Attempt(retry.firstId(), retry.attempt());
    }

    Attempt next() {
      return new Attempt(firstId, number + 1);
    }
  }

  private final List<HistoryRow> history = new ArrayList<>();
  private final List<HistoryRow> rewritten = new ArrayList<>();

  private Rewind() {}

  static Rewind of(List<HistoryRow> failed) {
    Rewind rewind = new Rewind();
    int position = 0;
    List<HistoryEvent> all = failed.stream().flatMap(turn -> turn.events().stream()).toList();
    int lastAction = lastAction(all);
    Set<Integer> retried = retried(all);
    for (HistoryRow turn : failed) {
      List<HistoryEvent> events = new ArrayList<>();
      for (HistoryEvent event : turn.events()) {
        boolean isFailure =
            event instanceof ExecutionCompleted
                || position > lastAction && isFinalFailure(event, retried);
        events.add(isFailure ? GenericEvent.rewound(event) : event);
        position++;
      }
      rewind.add(turn, events);
    }
    return rewind;
  }

  private void add(HistoryRow turn, List<HistoryEvent> events) {
    HistoryRow after = new HistoryRow(turn.instanceKey(), turn.turn(), turn.time(), events);
    history.add(after);
    if (!events.equals(turn.events())) {
      rewritten.add(after);
    }
  }

  /** Further attempts, and the pauses before them, are not asked for by the code. */
  private static int lastAction(List<HistoryEvent> events) {
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      if (isAction(events.get(i))) {
        last = i;
      }
    }
    return last;
  }

  private static boolean isAction(HistoryEvent event) {
    return event instanceof TaskScheduled task && task.retry() == null
        || event instanceof SubOrchestrationInstanceCreated child && child.retry() == null
        || event instanceof TimerCreated timer && timer.retried() == null
        || event instanceof EventSent;
  }

  /** Event ids of what was, or was about to be, tried again. */
  private static Set<Integer> retried(List<HistoryEvent> events) {
    Set<Integer> retried = new HashSet<>();
    Map<Attempt, Integer> attempts = new HashMap<>();
    for (HistoryEvent event : events) {
      if (event instanceof TimerCreated timer && timer.retried() != null) {
        retried.add(timer.retried());
      } else if (event instanceof TaskScheduled task) {
        attempts.put(Attempt.of(task.eventId(), task.retry()), task.eventId());
      } else if (event instanceof SubOrchestrationInstanceCreated child) {
        attempts.put(Attempt.of(child.eventId(), child.retry()), child.eventId());
      }
    }
    attempts.forEach(
        (attempt, id) -> {
          if (attempts.containsKey(attempt.next())) {
            retried.add(id);
          }
        });
    return retried;
  }

  private static boolean isFinalFailure(HistoryEvent event, Set<Integer> retried) {
    return event instanceof TaskFailed task && !retried.contains(task.taskScheduledId())
        || event instanceof SubOrchestrationInstanceFailed child
            && !retried.contains(child.taskScheduledId());
  }

  /** The run's turns without the failure. */
  List<HistoryRow> history() {
    return history;
  }

  /** Those of them that differ from the stored ones. */
  List<HistoryRow> rewritten() {
    return rewritten;
  }
}
