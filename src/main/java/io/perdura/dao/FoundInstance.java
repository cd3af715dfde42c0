package io.perdura.dao;

import io.perdura.taskhub.PagePosition;
import java.time.Instant;

/** What a search knows of a run before it is read. */
record FoundInstance(long key, int partition, PagePosition position) {

  FoundInstance endingWith(Instant latest) {
    return new FoundInstance(key, partition, ((PagePosition.ByTime) position).upTo(latest));
  }
}
