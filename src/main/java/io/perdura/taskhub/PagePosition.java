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
   */
  record ByTime(Instant time, long key) implements PagePosition {}
}
