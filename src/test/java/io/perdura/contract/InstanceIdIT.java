package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertInvalidArgument;
import static io.perdura.contract.Answers.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class InstanceIdIT {

  private final PerduraHttp http;

  InstanceIdIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"order 1042", "größe ☃ 日本", "100%", "a+b", "me@home", "a&b=c", "~'()!*:,", "%41"})
  void anIdReturnsUnencodedAndItsUrisLeadBack(String start) {
    String id = PerduraHttp.newId(start);

    JsonNode payload =
        assertJson(http.post("/orchestrators/HelloCities/" + PerduraHttp.encode(id)), 202);

    assertThat(payload.path("id").asText()).isEqualTo(id);
    http.awaitStatus(id, "Completed");
    JsonNode status = http.get(URI.create(payload.path("statusQueryGetUri").asText())).json();
    assertThat(status.path("instanceId").asText()).isEqualTo(id);
  }

  @Test
  void literalAtSignInAPathIsAccepted() {
    String id = PerduraHttp.newId("me@home");

    assertJson(http.post("/orchestrators/HelloCities/" + id), 202);

    assertThat(http.get("/instances/" + id).status()).isIn(200, 202);
  }

  @Test
  void plusInAPathStaysPlusWhenSuchAnIdExists() {
    String tail = PerduraHttp.newId("");
    http.start("Echo", "a b" + tail, "\"blank\"");
    http.start("Echo", "a+b" + tail, "\"plus\"");
    http.awaitStatus("a+b" + tail, "Completed");

    assertThat(http.get("/instances/a+b" + tail).json().path("input").asText()).isEqualTo("plus");
  }

  @Test
  void plusInAPathFindsTheIdWithABlankOtherwise() {
    String tail = PerduraHttp.newId("");
    http.start("Echo", "a b" + tail, "\"blank\"");
    http.awaitStatus("a b" + tail, "Completed");

    assertThat(http.get("/instances/a+b" + tail).json().path("instanceId").asText())
        .isEqualTo("a b" + tail);
  }

  @Test
  void idOf256CharactersIsAccepted() {
    String id = (PerduraHttp.newId("long") + "x".repeat(256)).substring(0, 256);

    http.start("HelloCities", id);

    http.awaitStatus(id, "Completed");
  }

  @Test
  void longIdOfWideCharactersIsAccepted() {
    String id = PerduraHttp.newId("w") + "日".repeat(200);

    http.start("HelloCities", id);

    http.awaitStatus(id, "Completed");
  }

  @Test
  void idOf257CharactersAnswers400() {
    String id = (PerduraHttp.newId("long") + "x".repeat(257)).substring(0, 257);

    JsonNode problem = assertInvalidArgument(http.post("/orchestrators/HelloCities/" + id));

    assertThat(problem.path("ExceptionMessage").asText())
        .isEqualTo("Instance ID lengths must not exceed 256 characters.");
    assertBodiless(http.status(id), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@counter@cats",
        "%40x",
        "a%23b",
        "a%3Fb",
        "a%5Cb",
        "a%01b",
        "a%1Fb",
        "a%7Fb",
        "a%C2%85b"
      })
  void forbiddenCharactersAnswer400(String encodedId) {
    assertInvalidArgument(http.post("/orchestrators/HelloCities/" + encodedId));
  }
}
