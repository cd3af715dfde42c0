package io.perdura.history;

import java.time.Instant;

/**
 * A client ended the instance, or its parent.
 *
 * @param reason plain text or null
 * @param recurse whether its sub-orchestrations end, too; null for no
 * @param parentInstance the run whose end ends this one; only a child of that run is meant. Null
 *     when a client ended the instance itself
 */
public record ExecutionTerminated(
    Instant timestamp, String reason, Boolean recurse, ParentInstance parentInstance)
    implements HistoryEvent {

  /** By a client. */
  public ExecutionTerminated(Instant timestamp, String reason, boolean recursive) {
    this(timestamp, reason, recursive ? Boolean.TRUE : null, null);
  }

  /** Whether sub-orchestrations end, too. */
  public boolean reachesChildren() {
    return Boolean.TRUE.equals(recurse);
  }
}
