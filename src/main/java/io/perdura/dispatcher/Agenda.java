package io.perdura.dispatcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What a partition has to deliver: what has arrived, near timers, and work to be tried again. */
final class Agenda {

  private record Entry(Instant due, long number, Delivery delivery) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
  private List<Delivery> arrived = new ArrayList<>();
  private long added;

  /** To be delivered next, in the order added. */
  void add(Delivery delivery) {
    arrived.add(delivery);
  }

  /** To be delivered next, in this order. */
  void addAll(Collection<Delivery> deliveries) {
    arrived.addAll(deliveries);
  }

  /** To be delivered later; of what is due at the same time, the first added comes first. */
  void add(Instant due, Delivery delivery) {
    entries.add(new Entry(due, added++, delivery));
  }

  private List<Delivery> takeArrived() {
    List<Delivery> taken = arrived;
    arrived = new ArrayList<>();
    return taken;
  }

  /** All there is: what has arrived, and then the rest, the first due first. */
  List<Delivery> takeAll() {
    return takeDue(Instant.MAX);
  }

  /** What has arrived, and then what is due. */
  List<Delivery> takeDue(Instant now) {
    List<Delivery> due = takeArrived();
    while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
      due.add(entries.poll().delivery());
    }
    return due;
  }

  /** Time until the next delivery is due, but no more than {@code atMost}. */
  Duration untilNext(Instant now, Duration atMost) {
    if (!arrived.isEmpty()) {
      return Duration.ZERO;
    }
    if (entries.isEmpty()) {
      return atMost;
    }
    Instant due = entries.peek().due();
    if (!due.isAfter(now)) {
      return Duration.ZERO;
    }
    Duration wait = Duration.between(now, due);
    return wait.compareTo(atMost) < 0 ? wait : atMost;
  }
}
