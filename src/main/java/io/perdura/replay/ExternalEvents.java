package io.perdura.replay;

import io.perdura.history.EventRaised;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Matches raised events with those who wait, by name in any letter case and in order; what nobody
 * waits for yet is kept.
 */
final class ExternalEvents {

  private final Map<String, Deque<EventRaised>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Deque<Consumer<EventRaised>>> waiting =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  void raise(EventRaised event) {
    Deque<Consumer<EventRaised>> waiters = waiting.get(event.name());
    if (waiters != null && !waiters.isEmpty()) {
      waiters.poll().accept(event);
    } else {
      kept.computeIfAbsent(event.name(), n -> new ArrayDeque<>()).add(event);
    }
  }

  /** All that nobody has waited for, in order for each name. */
  List<EventRaised> takeAllKept() {
    List<EventRaised> all = kept.values().stream().flatMap(Deque::stream).toList();
    kept.clear();
    return all;
  }

  /** Hands over the oldest kept event; false when there is none. */
  boolean takeKept(String name, Consumer<EventRaised> receiver) {
    Deque<EventRaised> events = kept.get(name);
    if (events == null || events.isEmpty()) {
      return false;
    }
    receiver.accept(events.poll());
    return true;
  }

  void await(String name, Consumer<EventRaised> receiver) {
    waiting.computeIfAbsent(name, n -> new ArrayDeque<>()).add(receiver);
  }

  void stopAwaiting(String name, Consumer<EventRaised> receiver) {
    waiting.get(name).remove(receiver);
  }
}
