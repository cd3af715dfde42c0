package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.taskhub.InvalidRequestException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitOptionsTest {

  private static Optional<Duration> wait(String rawQuery) {
    return WaitOptions.of(new QueryParameters(rawQuery));
  }

  @Test
  void timeoutAloneIsEnoughAndIntervalAloneIsNot() {
    assertThat(wait("timeout=1.5")).contains(Duration.ofMillis(1500));
    assertThat(wait("pollingInterval=1")).isEmpty();
    assertThat(wait("timeout=0")).contains(Duration.ZERO);
  }

  @Test
  void waitsAreCapped() {
    assertThat(wait("timeout=86400&pollingInterval=86400")).contains(Duration.ofSeconds(230));
  }

  @Test
  void intervalBeyondTheTimeoutIsRefused() {
    assertThatThrownBy(() -> wait("timeout=0&pollingInterval=100"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.detail())
                    .isEqualTo("Total timeout 0 should be bigger than retry timeout 100"));
  }
}
