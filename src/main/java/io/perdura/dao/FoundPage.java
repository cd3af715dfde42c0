package io.perdura.dao;

import io.perdura.taskhub.PagePosition;
import java.time.Instant;
import java.util.List;

/**
 * @param next where the search goes on, or null when it has ended
 */
record FoundPage(List<FoundInstance> found, PagePosition next) {

  /** As a page of a listing by time that holds nothing later than {@code latest}. */
  FoundPage endingWith(Instant latest) {
    return new FoundPage(
        found.stream().map(f -> f.endingWith(latest)).toList(),
        next == null ? null : ((PagePosition.ByTime) next).upTo(latest));
  }

  /** Where a page goes on that holds only the first {@code count} of these. */
  PagePosition nextAfter(int count) {
    return count == found.size() ? next : found.get(count - 1).position();
  }
}
