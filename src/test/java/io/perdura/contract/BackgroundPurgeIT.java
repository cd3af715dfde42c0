package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class BackgroundPurgeIT {

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("background");

  BackgroundPurgeIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"respond-async", "wait=5, Respond-Async", "respond-async; x=1"})
  void thePurgeIsAcceptedAndItsUrlShowsWhatItDeleted(String preference) {
    for (int i = 0; i < 3; i++) {
      http.start("Echo", prefix + "-" + i);
      http.awaitStatus(prefix + "-" + i, "Completed");
    }

    Answer accepted = purge(preference);

    assertThat(assertJson(accepted, 202).path("state").asText()).isEqualTo("Running");
    assertThat(accepted.header("Preference-Applied")).hasValue("respond-async");
    assertThat(accepted.header("Retry-After")).isPresent();
    JsonNode ended = awaitEnd(location(accepted));
    assertThat(ended.path("state").asText()).isEqualTo("Completed");
    assertThat(ended.path("instancesDeleted").asInt()).isEqualTo(3);
    assertThat(ended.path("instanceIdPrefix").get(0).asText()).isEqualTo(prefix);
    assertThat(http.get("/instances?instanceIdPrefix=" + prefix).json()).isEmpty();
  }

  @Test
  void itsUrlIsOfTheVersionAndHubOfTheRequest() {
    assertThat(location(purge("respond-async")).toString())
        .startsWith(http.uri("/purges/").toString())
        .contains("?taskHub=")
        .contains("&connection=");
  }

  @Test
  void cancellingAnEndedPurgeChangesNothing() {
    URI url = location(purge("respond-async"));
    JsonNode ended = awaitEnd(url);

    Answer answer = PerduraHttp.send(HttpRequest.newBuilder(url).DELETE());

    assertThat(assertJson(answer, 200)).isEqualTo(ended);
  }

  @Test
  void theFilterIsCheckedBeforeThePurgeIsAccepted() {
    assertProblem(
        PerduraHttp.send(
            HttpRequest.newBuilder(http.uri("/instances"))
                .header("Prefer", "respond-async")
                .DELETE()),
        400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "0", "x", "-1", "99999999999999999999"})
  void anUnknownPurgeAnswers404(String id) {
    assertBodiless(http.get("/purges/" + id), 404);
    assertBodiless(http.delete("/purges/" + id), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void thereIsNoListOfPurges(String method) {
    assertBodiless(http.request(method, "/purges"), 404);
  }

  private Answer purge(String preference) {
    return PerduraHttp.send(
        HttpRequest.newBuilder(
                http.uri("/instances?createdTimeFrom=2000-01-01&instanceIdPrefix=" + prefix))
            .header("Prefer", preference)
            .DELETE());
  }

  private static URI location(Answer accepted) {
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    return URI.create(accepted.header("Location").orElseThrow());
  }

  private JsonNode awaitEnd(URI url) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> http.get(url), answer -> answer.status() == 200)
        .json();
  }
}
