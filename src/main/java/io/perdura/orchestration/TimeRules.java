package io.perdura.orchestration;

import java.time.Instant;

/** Which times something can be put off to, whoever asks for it. */
public final class TimeRules {

  /** Databases keep times up to the end of the year 9999. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private TimeRules() {}

  /**
   * Refuses what no database keeps.
   *
   * @param time may be null
   * @throws IllegalArgumentException when it is later than {@link #LATEST}
   */
  public static void requireStorable(Instant time) {
    if (time != null && time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "Nothing can be put off beyond %s, as to %s".formatted(LATEST, time));
    }
  }

  /**
   * When something is to happen that was asked for at {@code now}.
   *
   * @param time null for at once
   * @return null for at once, as for every time that is not after {@code now}
   * @throws IllegalArgumentException when it is later than {@link #LATEST}
   */
  public static Instant later(Instant time, Instant now) {
    requireStorable(time);
    return time == null || !time.isAfter(now) ? null : time;
  }
}
