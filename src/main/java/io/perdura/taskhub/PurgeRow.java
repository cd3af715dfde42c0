package io.perdura.taskhub;

import java.time.Instant;

/**
 * A purge that runs in the background.
 *
 * @param instancesDeleted so far
 * @param requestedTime when it was asked for
 * @param lastUpdatedTime when it last deleted something, or ended
 */
public record PurgeRow(
    long id,
    InstanceFilter filter,
    State state,
    long instancesDeleted,
    Instant requestedTime,
    Instant lastUpdatedTime) {

  /** How far a purge is. */
  public enum State {
    /** At work, or waiting for a node to take it up. */
    RUNNING("Running"),
    COMPLETED("Completed"),
    CANCELED("Canceled"),
    /** Given up after an error that trying again would not mend; the log has it. */
    FAILED("Failed");

    private final String wireName;

    State(String wireName) {
      this.wireName = wireName;
    }

    /** The exact spelling in responses. */
    public String wireName() {
      return wireName;
    }
  }
}
