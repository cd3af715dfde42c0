package io.perdura.dao;

/**
 * How long a purge pauses after a chunk: the longer, the later it got its lock compared with the
 * quickest time. Then others are at work, and come first; a purge that is alone is not slowed down,
 * however far away the database is.
 */
final class PurgePace {

  private static final int PAUSE_PER_WAIT = 24;

  /** A lock may be held for minutes by a process that hangs. */
  private static final long LONGEST_NANOS = 250_000_000;

  private long quickestNanos = Long.MAX_VALUE;

  /**
   * @param chunkNanos what the chunk took
   * @param lockNanos what its lock took
   * @return nanoseconds
   */
  long pauseAfter(long chunkNanos, long lockNanos) {
    quickestNanos = Math.min(quickestNanos, lockNanos);
    long waited = Math.max(0, lockNanos - 4 * quickestNanos);
    return Math.min(chunkNanos / 6 + PAUSE_PER_WAIT * waited, LONGEST_NANOS);
  }
}
