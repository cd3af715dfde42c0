package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.fieldNames;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.RawHttp;
import java.net.URI;
import org.junit.jupiter.api.Test;

@ContractTest
class ManagementPayloadIT {

  private static final String QUERY = "taskHub=DurableFunctionsHub&connection=Storage";

  private final PerduraHttp http;

  ManagementPayloadIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void payloadHoldsNineFieldsWithTheUrisOfTheContract() {
    String id = PerduraHttp.newId("payload");

    JsonNode payload = assertJson(http.post("/orchestrators/HelloCities/" + id), 202);

    String instance = http.uri("/instances/" + id).toString();
    assertThat(fieldNames(payload)).hasSize(9);
    assertThat(payload.path("id").asText()).isEqualTo(id);
    assertUri(payload, "statusQueryGetUri", instance + "?" + QUERY);
    assertUri(payload, "sendEventPostUri", instance + "/raiseEvent/{eventName}?" + QUERY);
    assertUri(payload, "terminatePostUri", instance + "/terminate?reason={text}&" + QUERY);
    assertUri(payload, "purgeHistoryDeleteUri", instance + "?" + QUERY);
    assertUri(payload, "rewindPostUri", instance + "/rewind?reason={text}&" + QUERY);
    assertUri(payload, "restartPostUri", instance + "/restart?" + QUERY);
    assertUri(payload, "suspendPostUri", instance + "/suspend?reason={text}&" + QUERY);
    assertUri(payload, "resumePostUri", instance + "/resume?reason={text}&" + QUERY);
  }

  private static void assertUri(JsonNode payload, String field, String expected) {
    assertThat(payload.path(field).asText()).as(field).isEqualTo(expected);
  }

  @Test
  void blankInAnIdIsWrittenAsPercent20() {
    String id = PerduraHttp.newId("two words");

    JsonNode payload =
        assertJson(http.post("/orchestrators/HelloCities/" + PerduraHttp.encode(id)), 202);

    assertThat(payload.path("statusQueryGetUri").asText()).contains("/instances/two%20words-");
  }

  @Test
  void theUrisLeadToTheOperations() {
    JsonNode payload =
        http.post("/orchestrators/HumanInteraction", "{\"timeoutSeconds\": 3600}").json();
    String id = payload.path("id").asText();

    String event = payload.path("sendEventPostUri").asText().replace("{eventName}", "Other");
    assertThat(http.post(URI.create(event), "1", "application/json").status()).isEqualTo(202);
    String terminate = payload.path("terminatePostUri").asText().replace("{text}", "enough");
    assertThat(http.post(URI.create(terminate), "", "application/json").status()).isEqualTo(202);
    http.awaitStatus(id, "Terminated");
    assertThat(http.get(URI.create(payload.path("statusQueryGetUri").asText())).status())
        .isEqualTo(200);
  }

  @Test
  void originIsTheOneTheRequestCameInOn() {
    Answer answer =
        RawHttp.send(
            http.applicationUri(""),
            "POST",
            http.basePath() + "/orchestrators/HelloCities",
            "Host: flows.example:8443");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location").orElseThrow())
        .startsWith("http://flows.example:8443" + http.basePath() + "/instances/");
  }

  @Test
  void forwardedHeadersAreNotBelieved() {
    Answer answer =
        RawHttp.send(
            http.applicationUri(""),
            "POST",
            http.basePath() + "/orchestrators/HelloCities",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https");

    assertThat(answer.header("Location").orElseThrow())
        .startsWith(http.uri("/instances/").toString());
  }
}
