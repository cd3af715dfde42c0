package io.perdura.crash;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.PerduraHttp;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Holds the counts that are kept with the instances against those that read the instances. */
final class CountCheck {

  private CountCheck() {}

  static void assertTrue(PerduraHttp http) {
    for (String status : List.of("Completed", "Failed", "Terminated", "Running,Pending")) {
      String path = "/counts/instances?runtimeStatus=" + status;
      Awaitility.await("end of what still runs")
          .atMost(LIMIT)
          .pollDelay(Duration.ZERO)
          .untilAsserted(
              () ->
                  assertThat(http.get(path).json().path("count"))
                      .as(status)
                      .isEqualTo(http.get(path + "&exact=true").json().path("count")));
    }
  }
}
