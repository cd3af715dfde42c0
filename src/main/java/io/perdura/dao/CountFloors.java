package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts that were beyond what was to be counted, and so need not be made again: what a filter once
 * matched it still matches, but for as many instances as have departed since. Thread-safe.
 */
final class CountFloors {

  private static final int MOST_FILTERS = 1_000;

  /**
   * @param count matches that were there after {@code departures} had been read
   */
  private record Floor(long count, long departures) {}

  private final Map<InstanceFilter, Floor> floors =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InstanceFilter, Floor> eldest) {
          return size() > MOST_FILTERS;
        }
      };

  /**
   * Whether instances cease to match only by departing: name, id and time of creation never change,
   * and no live status leads back to where an instance was.
   */
  static boolean holdFor(InstanceFilter filter) {
    return filter.hasAllStatuses()
        || filter.statuses().stream().allMatch(OrchestrationRuntimeStatus::isTerminal);
  }

  /**
   * At least so many match; 0 when nothing is known.
   *
   * @param departures how many there have been until now
   */
  synchronized long of(InstanceFilter filter, long departures) {
    Floor floor = floors.get(filter);
    return floor == null ? 0 : floor.count() - (departures - floor.departures());
  }

  /**
   * Notes a count of a filter for which floors {@link #holdFor hold}.
   *
   * @param departures how many there had been before the count was begun
   */
  synchronized void note(InstanceFilter filter, long count, long departures) {
    floors.put(filter, new Floor(count, departures));
  }
}
