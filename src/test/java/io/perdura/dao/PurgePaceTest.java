package io.perdura.dao;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PurgePaceTest {

  private static final long MILLI = 1_000_000;

  private final PurgePace pace = new PurgePace();

  @Test
  void aDistantDatabaseAloneIsNoReasonToPause() {
    pace.pauseAfter(6 * MILLI, 5 * MILLI);
    assertThat(pace.pauseAfter(6 * MILLI, 6 * MILLI)).isEqualTo(MILLI);
  }

  @Test
  void aLockThatComesLaterThanUsualIsAReasonToPause() {
    pace.pauseAfter(6 * MILLI, MILLI);
    assertThat(pace.pauseAfter(6 * MILLI, 5 * MILLI)).isEqualTo(25 * MILLI);
  }

  @Test
  void aLockThatWasHeldForMinutesDoesNotStopThePurgeForHours() {
    pace.pauseAfter(6 * MILLI, MILLI);
    assertThat(pace.pauseAfter(60_000 * MILLI, 60_000 * MILLI)).isEqualTo(250 * MILLI);
  }
}
