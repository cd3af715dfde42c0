package io.perdura.dispatcher;

import io.perdura.history.ExecutionCompleted;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
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
 * activities that led to it. These are the ones that failed after the code had asked for anything
 * the last time, and were not tried again; earlier failures were dealt with by the code and stay.
 */
final class Rewind {

  /** An attempt, by the event id of the first one and its own number. */
  private record Attempt(int firstId, int number) {

    static Attempt of(TaskScheduled task) {
      return task.retry() == null
          ? new Attempt(task.eventId(), 1)
          : new Attempt(task.retry().firstId(), task.retry().attempt());
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
                || event instanceof TaskFailed task
                    && position > lastAction
                    && !retried.contains(task.taskScheduledId());
        events.add(isFailure ? takenBack(event) : event);
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
      HistoryEvent event = events.get(i);
      if (event instanceof TaskScheduled task && task.retry() == null
          || event instanceof TimerCreated timer && timer.retried() == null) {
        last = i;
      }
    }
    return last;
  }

  /** Event ids of the activities that were, or were about to be, tried again. */
  private static Set<Integer> retried(List<HistoryEvent> events) {
    Set<Integer> retried = new HashSet<>();
    Map<Attempt, Integer> attempts = new HashMap<>();
    for (HistoryEvent event : events) {
      if (event instanceof TimerCreated timer && timer.retried() != null) {
        retried.add(timer.retried());
      } else if (event instanceof TaskScheduled task) {
        attempts.put(Attempt.of(task), task.eventId());
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

  private static GenericEvent takenBack(HistoryEvent event) {
    return new GenericEvent(event.timestamp(), "Rewound: " + event.getClass().getSimpleName());
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
