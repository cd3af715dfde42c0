package io.perdura.history;

import java.time.Instant;

/**
 * The failed instance was put back to work.
 *
 * @param reason plain text or null
 * @param parentInstance the rewound run that waits for it again; null when a client rewound it
 */
public record ExecutionRewound(Instant timestamp, String reason, ParentInstance parentInstance)
    implements HistoryEvent {

  /** By a client. */
  public ExecutionRewound(Instant timestamp, String reason) {
    this(timestamp, reason, null);
  }
}
