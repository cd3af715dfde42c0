package io.perdura.history;

import java.time.Instant;

/**
 * What a rewind leaves in the place of an event that no longer counts. The data is plain text or
 * null.
 */
public record GenericEvent(Instant timestamp, String data) implements HistoryEvent {

  private static final String REWOUND = "Rewound: ";

  /** In the place of an event. */
  public static GenericEvent rewound(HistoryEvent event) {
    return new GenericEvent(event.timestamp(), REWOUND + event.getClass().getSimpleName());
  }

  /** Whether the run's end was here. */
  public boolean wasEnd() {
    return (REWOUND + ExecutionCompleted.class.getSimpleName()).equals(data);
  }
}
