package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ids drawn at random from what is odd in URLs, JSON, SQL and Unicode. */
@ContractTest
class RandomIdIT {

  private static final int IDS = 25;
  private static final int LONGEST = 256;
  private static final List<String> PARTS =
      List.of(
          "a",
          "Z",
          "0",
          "_",
          " ",
          "  ",
          "%",
          "%41",
          "%2F",
          "%00",
          "+",
          "\"",
          "'",
          "`",
          ".",
          "..",
          "...",
          ";",
          ";x=1",
          ":",
          "@",
          "&",
          "=",
          "é",
          "e\u0301",
          "ß",
          "İ",
          "日本",
          "😀",
          "\u2028",
          "\u202E",
          "\uFEFF",
          "~",
          "*",
          "$",
          "$1",
          "|",
          "<b>",
          "[0]",
          "{id}",
          "^",
          ",",
          "!",
          "--",
          "INSTANCEID",
          "null");

  private final PerduraHttp http;
  private final long seed = Long.getLong("ids.seed", System.nanoTime());
  private final Random random = new Random(seed);

  RandomIdIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void everyAllowedIdLeadsFromItsStartToItsPurge() {
    for (int i = 0; i < IDS; i++) {
      String id = id();
      try {
        roundTrip(id);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("The id '%s', seed %d".formatted(id, seed), e);
      }
    }
  }

  private void roundTrip(String id) {
    JsonNode payload =
        assertJson(http.post("/orchestrators/Echo/" + PerduraHttp.encode(id), "1"), 202);
    assertThat(payload.path("id").asText()).isEqualTo(id);
    JsonNode status = http.awaitStatus(id, "Completed");
    assertThat(status.path("instanceId").asText()).isEqualTo(id);
    assertThat(http.get(URI.create(payload.path("statusQueryGetUri").asText())).json())
        .isEqualTo(status);

    String list = "/instances?instanceIdPrefix=" + PerduraHttp.encode(id);
    assertThat(assertJson(http.get(list), 200)).containsExactly(status);

    assertThat(assertJson(http.delete("/instances/" + PerduraHttp.encode(id)), 200))
        .hasToString("{\"instancesDeleted\":1}");
    assertBodiless(http.status(id), 404);
    assertThat(assertJson(http.get(list), 200)).isEmpty();
  }

  /** Odd at both ends, and with something in it that no other id has. */
  private String id() {
    String start = parts(random.nextInt(4));
    String id = (start.startsWith("@") ? "x" : "") + start + PerduraHttp.newId("") + parts(4);
    return random.nextInt(5) == 0 ? longest(id) : id;
  }

  private String longest(String id) {
    String part = PARTS.get(random.nextInt(PARTS.size()));
    String longer = id;
    while (longer.length() + part.length() <= LONGEST) {
      longer += part;
    }
    return longer;
  }

  private String parts(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }
}
