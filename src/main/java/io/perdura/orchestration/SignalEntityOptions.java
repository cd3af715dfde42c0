package io.perdura.orchestration;

import java.time.Instant;

/** How a signal to an entity is delivered. */
public final class SignalEntityOptions {

  private Instant scheduledTime;

  /** Has the operation carried out at this time instead of at once; null for at once. */
  public SignalEntityOptions setScheduledTime(Instant scheduledTime) {
    this.scheduledTime = scheduledTime;
    return this;
  }

  /**
   * @return null when the operation is carried out at once
   */
  public Instant getScheduledTime() {
    return scheduledTime;
  }
}
