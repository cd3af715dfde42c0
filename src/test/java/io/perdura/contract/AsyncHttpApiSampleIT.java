package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.fieldNames;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class AsyncHttpApiSampleIT {

  private final PerduraHttp http;

  AsyncHttpApiSampleIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void anOperationThatRunsShowsItsInputAndNoOutput() {
    JsonNode payload = assertJson(start("{\"operation_type\":\"resize\",\"duration\":3600}"), 202);
    String id = payload.path("id").asText();

    JsonNode running = awaitStatus(id, "Running");

    assertThat(running.get("output").isNull()).isTrue();
    assertThat(running.path("input").path("operation_type").asText()).isEqualTo("resize");
    assertThat(running.path("input").path("duration").asInt()).isEqualTo(3600);
    terminate(payload);
  }

  @Test
  void operationCompletesAsTheSampleSays() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Answer started =
        start("{\"operation_type\":\"resize\",\"duration\":2,\"data\":{\"input\":\"sample\"}}");
    String id = assertJson(started, 202).path("id").asText();
    assertThat(started.header("Retry-After")).hasValue("10");
    assertThat(started.header("Location"))
        .hasValue(started.json().path("statusQueryGetUri").asText());

    JsonNode output = awaitStatus(id, "Completed").path("output");
    assertThat(output.path("task").asText()).isEqualTo("resize");
    assertThat(output.path("result").asText()).isEqualTo("Success");
    assertThat(output.path("duration").asInt()).isEqualTo(2);
    assertThat(Instant.parse(output.path("timestamp").asText()))
        .isBetween(before.plusSeconds(2), Instant.now());
  }

  @Test
  void statusHoldsAtLeastTheFiveMembers() {
    String id = assertJson(start("{\"duration\":0}"), 202).path("id").asText();

    assertThat(fieldNames(awaitStatus(id, "Completed")))
        .contains("runtimeStatus", "input", "output", "createdTime", "lastUpdatedTime");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void missingMembersTakeTheirDefaults(String body) {
    JsonNode payload = assertJson(start(body), 202);
    String id = payload.path("id").asText();

    JsonNode input = awaitStatus(id, "Running").path("input");

    assertThat(input.path("operation_type").asText()).isEqualTo("data_processing");
    assertThat(input.path("duration").asInt()).isEqualTo(30);
    terminate(payload);
    awaitStatus(id, "Terminated");
  }

  private void terminate(JsonNode payload) {
    String uri = payload.path("terminatePostUri").asText().replace("{text}", "enough");
    assertThat(http.post(URI.create(uri), "", "text/plain").status()).isEqualTo(202);
  }

  @Test
  void payloadHoldsTheUrisOfTheApi() {
    JsonNode payload = assertJson(start("{\"duration\":0}"), 202);

    assertThat(fieldNames(payload))
        .contains(
            "id",
            "statusQueryGetUri",
            "sendEventPostUri",
            "terminatePostUri",
            "purgeHistoryDeleteUri");
    assertThat(http.get(URI.create(payload.path("statusQueryGetUri").asText())).status())
        .isIn(200, 202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "hello", "[1]", "{\"duration\":\"long\"}", "{\"duration\":-1}"})
  void badBodyAnswers400WithAnError(String body) {
    assertThat(assertJson(start(body), 400).path("error").asText()).isNotBlank();
  }

  @Test
  void statusOfAnUnknownInstanceAnswers404WithAnError() {
    assertThat(assertJson(status(Instances.UNKNOWN), 404))
        .isEqualTo(Answer.parse("{\"error\":\"Orchestration not found\"}"));
  }

  private Answer start(String body) {
    return http.post(http.applicationUri("/api/async_http_api"), body, "application/json");
  }

  private Answer status(String id) {
    return http.get(http.applicationUri("/api/status/" + id));
  }

  private JsonNode awaitStatus(String id, String runtimeStatus) {
    return Awaitility.await(id + " is " + runtimeStatus)
        .atMost(LIMIT)
        .until(
            () -> assertJson(status(id), 200),
            status -> status.path("runtimeStatus").asText().equals(runtimeStatus));
  }
}
