package io.perdura.dispatcher;

import io.perdura.history.ExecutionRewound;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The runs that deliveries are for and that were not in memory: live ones are put there, finished
 * ones are kept here while these deliveries are placed.
 */
final class AbsentRuns {

  private final Map<String, ActiveInstance> finished = new HashMap<>();
  private final Map<Long, ActiveInstance> finishedByKey = new HashMap<>();
  private final Map<Long, ActiveInstance> withHistory = new HashMap<>();

  private AbsentRuns() {}

  /**
   * Reads what the cache lacks.
   *
   * @throws io.perdura.dao.DatabaseException when it cannot be read
   */
  static AbsentRuns load(
      Collection<Delivery> deliveries, InstanceCache cache, InstanceLoader loader) {
    AbsentRuns absent = new AbsentRuns();
    Set<String> ids = new HashSet<>();
    Set<Long> keys = new HashSet<>();
    for (Delivery delivery : deliveries) {
      if (cache.find(delivery) == null && cache.findReplacing(delivery) == null) {
        collectAddress(delivery, ids, keys);
      }
    }
    if (!ids.isEmpty() || !keys.isEmpty()) {
      loader.load(ids, keys).forEach(loaded -> absent.add(loaded, cache));
    }
    for (Delivery delivery : deliveries) {
      if (eventOf(delivery) instanceof ExecutionRewound rewound) {
        absent.prepareRewind(delivery, rewound, loader);
      }
    }
    return absent;
  }

  private static void collectAddress(Delivery delivery, Set<String> ids, Set<Long> keys) {
    if (delivery.receiverId() == null) {
      keys.add(delivery.instanceKey());
    } else if (!(delivery instanceof Delivery.Start start) || !start.request().generatedId()) {
      ids.add(delivery.receiverId());
    }
  }

  private void add(ActiveInstance loaded, InstanceCache cache) {
    if (loaded.row().status().isTerminal()) {
      finished.put(loaded.row().instanceId(), loaded);
      finishedByKey.put(loaded.key(), loaded);
    } else if (cache.find(loaded.key()) == null) {
      cache.add(loaded);
    }
  }

  /** Only a rewind wants to know what a finished run did. */
  private void prepareRewind(Delivery delivery, ExecutionRewound rewound, InstanceLoader loader) {
    ActiveInstance found = finishedOf(delivery);
    if (found == null) {
      return;
    }
    if (found.row().status() == OrchestrationRuntimeStatus.FAILED) {
      withHistory.put(found.key(), loader.rewind(found.row()));
    } else if (rewound.parentInstance() != null) {
      withHistory.put(found.key(), loader.finished(found.row()));
    }
  }

  /** The event that a delivery brings as a message, or null. */
  static HistoryEvent eventOf(Delivery delivery) {
    if (delivery instanceof Delivery.Direct direct) {
      return direct.event();
    }
    return delivery instanceof Delivery.FromInbox fromInbox ? fromInbox.message().event() : null;
  }

  /** The finished run that a delivery is for, or null. */
  ActiveInstance finishedOf(Delivery delivery) {
    return delivery.receiverId() == null
        ? finishedByKey.get(delivery.instanceKey())
        : finished.get(delivery.receiverId());
  }

  /**
   * The finished run that a rewind is for, with its history; a failed one as it is before its
   * failure.
   *
   * @return null when there is none
   */
  ActiveInstance forRewind(Delivery rewind) {
    ActiveInstance found = finishedOf(rewind);
    return found == null ? null : withHistory.get(found.key());
  }
}
