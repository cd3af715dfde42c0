package io.perdura.taskhub;

import java.time.Instant;

/** A place in a listing: that of an instance which is or was there. */
public sealed interface PagePosition {

  /** In a listing by instance id. */
  record ById(String instanceId) implements PagePosition {}

  /**
   * In a listing by time.
   *
   * @param time to the microsecond
   * @param key the run's, among those of the same time
   * @param latest the listing holds nothing that is later than this, or null when it has no such
   *     limit
   */
  record ByTime(Instant time, long key, Instant latest) implements PagePosition {

    /** In a listing without a limit. */
    public ByTime(Instant time, long key) {
      this(time, key, null);
    }

    /** The same place in a listing that ends with {@code latest}. */
    public ByTime upTo(Instant latest) {
      return new ByTime(time, key, latest);
    }
  }
}
