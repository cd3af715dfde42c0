package io.perdura.history;

import java.time.Instant;

/**
 * A client ended the instance.
 *
 * @param reason plain text or null
 * @param recurse whether its sub-orchestrations end, too; null for no
 */
public record ExecutionTerminated(Instant timestamp, String reason, Boolean recurse)
    implements HistoryEvent {

  public ExecutionTerminated(Instant timestamp, String reason) {
    this(timestamp, reason, null);
  }

  /** Whether sub-orchestrations end, too. */
  public boolean reachesChildren() {
    return Boolean.TRUE.equals(recurse);
  }
}
