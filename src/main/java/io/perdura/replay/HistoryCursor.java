package io.perdura.replay;

import io.perdura.history.HistoryEvent;
import java.util.List;

/** Where an orchestrator stands in its events: first those of the past, then the new ones. */
final class HistoryCursor {

  private List<HistoryEvent> past;
  private List<HistoryEvent> fresh;
  private int position;

  HistoryCursor(List<HistoryEvent> past, List<HistoryEvent> fresh) {
    this.past = past;
    this.fresh = fresh;
  }

  /** Goes on with the next turn, once all events so far have been read. */
  void append(List<HistoryEvent> nextTurn) {
    past = List.of();
    fresh = nextTurn;
    position = 0;
  }

  boolean hasNext() {
    return position < past.size() + fresh.size();
  }

  HistoryEvent next() {
    int index = position++;
    return index < past.size() ? past.get(index) : fresh.get(index - past.size());
  }

  /** Whether the event read last was already history when this turn began. */
  boolean inPast() {
    return position <= past.size() && !past.isEmpty();
  }
}
