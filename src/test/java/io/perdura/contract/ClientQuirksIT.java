package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.RawHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the JavaScript and Python clients send. */
@ContractTest
class ClientQuirksIT {

  private final PerduraHttp http;
  private final String id = PerduraHttp.newId("quirk");

  ClientQuirksIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void javaScriptStartWithoutInputSendsAnEmptyJsonString() {
    http.start("Echo", id, "\"\"");

    JsonNode status = http.awaitStatus(id, "Completed");

    assertThat(status.path("input").isTextual()).isTrue();
    assertThat(status.path("input").asText()).isEmpty();
  }

  @Test
  void javaScriptTerminatesWithAnEmptyJsonBody() {
    http.start("Labelled", id);

    assertBodiless(http.post("/instances/" + id + "/terminate?reason=no%20need", ""), 202);

    assertThat(http.awaitStatus(id, "Terminated").path("output").asText()).isEqualTo("no need");
  }

  @Test
  void javaScriptRaisesUndefinedAsAnEmptyBodyAndGets400() {
    http.start("Labelled", id);

    assertProblem(http.post("/instances/" + id + "/raiseEvent/Go", ""), 400);
  }

  @Test
  void javaScriptWritesIdsAndEventNamesUnescaped() {
    String odd = id + "|^`{}[]<>\"";
    http.start("Labelled", odd);
    String path = http.basePath() + "/instances/" + odd;
    URI origin = http.applicationUri("");

    String event = path + "/raiseEvent/{eventName}";
    byte[] body = "1".getBytes(StandardCharsets.UTF_8);
    assertBodiless(
        RawHttp.send(origin, "POST", event, body, "Content-Type: application/json"), 202);

    JsonNode status = RawHttp.send(origin, "GET", path).json();
    assertThat(status.path("instanceId").asText()).isEqualTo(odd);
  }

  @Test
  void javaScriptListsThroughTheStatusUriWithTheIdCutOut() {
    String statusUri =
        http.post("/orchestrators/HelloCities/" + id).json().path("statusQueryGetUri").asText();

    String listUri = statusUri.replace(id, "") + "&showInput=false&instanceIdPrefix=" + id;

    assertThat(assertJson(http.get(URI.create(listUri)), 200)).hasSize(1);
  }

  @Test
  void javaScriptReadsTheseMembersOfAStatus() {
    http.start("HelloCities", id);

    JsonNode status = http.awaitStatus(id, "Completed");

    for (String name : new String[] {"name", "instanceId", "runtimeStatus"}) {
      assertThat(status.path(name).isTextual()).as(name).isTrue();
    }
    assertThat(status.has("input")).isTrue();
    assertThat(status.has("output")).isTrue();
  }

  @Test
  void pythonSendsJsonInsideAJsonStringWhichStaysAString() {
    http.start("Echo", id, "\"{\\\"a\\\": 1}\"");

    JsonNode status = http.awaitStatus(id, "Completed");

    assertThat(status.path("input").textValue()).isEqualTo("{\"a\": 1}");
    assertThat(status.path("output").textValue()).isEqualTo("{\"a\": 1}");
  }

  @Test
  void pythonStartWithoutInputSendsEmptyOctets() {
    String path = "/orchestrators/Echo/" + id;

    assertJson(http.post(path, "", "application/octet-stream"), 202);

    assertThat(http.awaitStatus(id, "Completed").get("input").isNull()).isTrue();
  }

  @Test
  void pythonRaisesAnEventWithoutDataAsTheStringNull() {
    http.start("Labelled", id);

    assertBodiless(http.post("/instances/" + id + "/raiseEvent/Go", "\"null\""), 202);

    assertThat(http.awaitStatus(id, "Completed").path("output").textValue()).isEqualTo("null");
  }

  @Test
  void pythonWritesTrueWithACapital() {
    http.start("Echo", id, "1");
    http.awaitStatus(id, "Completed");
    String options = "?showInput=True&showHistory=True&showHistoryOutput=True";

    JsonNode status = http.get("/instances/" + id + options).json();

    assertThat(status.path("input").asInt()).isEqualTo(1);
    assertThat(status.path("historyEvents").get(1).path("Result").asInt()).isEqualTo(1);
  }

  @Test
  void pythonWritesTimesWithMicroseconds() {
    http.start("Echo", id);

    assertThat(
            http.get(
                    "/instances/?createdTimeFrom=2016-03-01T09:15:42.000000Z&instanceIdPrefix="
                        + id)
                .json())
        .hasSize(1);
  }
}
