package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.testing.Patience.LIMIT;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.PerduraHttp;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Signals to entities and their states. */
final class Entities {

  private Entities() {}

  /** Adds to a Counter; the signal must be accepted. */
  static void add(PerduraHttp http, String key, int amount) {
    assertBodiless(http.post("/entities/Counter/" + key + "?op=Add", String.valueOf(amount)), 202);
  }

  /** Waits until the entity at this path has this state. */
  static void awaitState(PerduraHttp http, String path, String json) {
    JsonNode expected = Answer.parse(json);
    Awaitility.await(path + " is " + json)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> http.get(path),
            answer -> answer.status() == 200 && answer.json().equals(expected));
  }

  static void awaitGone(PerduraHttp http, String path) {
    Awaitility.await(path + " is gone")
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertBodiless(http.get(path), 404));
  }
}
