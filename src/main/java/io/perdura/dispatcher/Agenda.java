package io.perdura.dispatcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What a partition has to deliver later: near timers, and work to be tried again. */
final class Agenda {

  private record Entry(Instant due, Delivery delivery) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due));

  void add(Instant due, Delivery delivery) {
    entries.add(new Entry(due, delivery));
  }

  List<Delivery> takeDue(Instant now) {
    List<Delivery> due = new ArrayList<>();
    while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
      due.add(entries.poll().delivery());
    }
    return due;
  }

  /** Time until the next entry is due, but no more than {@code atMost}. */
  Duration untilNext(Instant now, Duration atMost) {
    if (entries.isEmpty()) {
      return atMost;
    }
    Duration wait = Duration.between(now, entries.peek().due());
    return wait.compareTo(atMost) < 0 ? wait : atMost;
  }
}
