package io.perdura.dispatcher;

import io.perdura.history.ExecutionCompleted;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.taskhub.HistoryRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the failure out of a failed run's history (contract, section 12): its end, and the failed
 * activities that led to it. These are the ones that failed after the code had asked for anything
 * the last time; earlier failures were dealt with by the code and stay.
 */
final class Rewind {

  private final List<HistoryRow> history = new ArrayList<>();
  private final List<HistoryRow> rewritten = new ArrayList<>();

  private Rewind() {}

  static Rewind of(List<HistoryRow> failed) {
    Rewind rewind = new Rewind();
    int position = 0;
    int lastAction = lastAction(failed);
    for (HistoryRow turn : failed) {
      List<HistoryEvent> events = new ArrayList<>();
      for (HistoryEvent event : turn.events()) {
        boolean isFailure =
            event instanceof ExecutionCompleted
                || event instanceof TaskFailed && position > lastAction;
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

  private static int lastAction(List<HistoryRow> turns) {
    List<HistoryEvent> events = turns.stream().flatMap(turn -> turn.events().stream()).toList();
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof TaskScheduled || events.get(i) instanceof TimerCreated) {
        last = i;
      }
    }
    return last;
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
