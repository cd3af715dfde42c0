package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.fieldNames;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class StatusIT {

  private static final String WHOLE_SECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private final PerduraHttp http;

  StatusIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void completedInstanceAnswers200WithEightFieldsInOrder() {
    String id = Instances.completed(http);

    Answer answer = http.status(id);

    JsonNode status = assertJson(answer, 200);
    assertThat(fieldNames(status))
        .containsExactly(
            "name",
            "instanceId",
            "runtimeStatus",
            "input",
            "customStatus",
            "output",
            "createdTime",
            "lastUpdatedTime");
    assertThat(status.path("name").asText()).isEqualTo("HelloCities");
    assertThat(status.path("instanceId").asText()).isEqualTo(id);
    assertThat(status.path("input").isNull()).isTrue();
    assertThat(status.path("customStatus").isNull()).isTrue();
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.header("Retry-After")).isEmpty();
    assertThat(answer.header("x-ms-continuation-token").orElse("")).isEmpty();
  }

  @Test
  void halfASurrogatePairInAnOutputIsShownAsItWasGiven() {
    String id = PerduraHttp.newId("half");
    http.start("Echo", id, "\"a\\ud800b\"");

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("a\ud800b");
    String history = "?showHistory=true&showHistoryOutput=true";
    assertJson(http.get("/instances/" + id + history), 200);
    assertThat(assertJson(http.get("/instances?instanceIdPrefix=" + id), 200)).hasSize(1);
  }

  @Test
  void liveInstanceAnswers202WithTheRequestsOwnUrlAndRetryAfter5() {
    String path = "/instances/" + Instances.running(http) + "?showInput=false&code=some+key";

    Answer answer = http.get(path);

    assertJson(answer, 202);
    assertThat(answer.header("Location")).hasValue(http.uri(path).toString());
    assertThat(answer.header("Retry-After")).hasValue("5");
  }

  @Test
  void liveInstanceShowsItsCustomStatusAndNoOutput() {
    String id = PerduraHttp.newId("labelled");
    http.start("Labelled", id);

    JsonNode status = http.awaitStatus(id, "Running");

    assertThat(status.path("customStatus")).isEqualTo(Answer.parse("{\"step\":\"waiting\"}"));
    assertThat(status.get("output").isNull()).isTrue();
  }

  @Test
  void failedInstanceAnswers200WithTheFailureAsText() {
    Answer answer = http.status(Instances.failed(http));

    JsonNode status = assertJson(answer, 200);
    assertThat(status.path("output").isTextual()).isTrue();
    assertThat(status.path("output").asText()).contains("out of paper");
    assertThat(answer.header("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "%20TRUE%20"})
  void failedInstanceAnswers500WithTheSameBodyOnRequest(String yes) {
    String id = Instances.failed(http);

    Answer answer = http.get("/instances/" + id + "?returnInternalServerErrorOnFailure=" + yes);

    assertThat(assertJson(answer, 500)).isEqualTo(http.status(id).json());
  }

  @Test
  void onlyFailedInstancesAnswer500OnRequest() {
    String flag = "?returnInternalServerErrorOnFailure=true";

    assertJson(http.get("/instances/" + Instances.completed(http) + flag), 200);
    assertJson(http.get("/instances/" + Instances.terminated(http) + flag), 200);
    assertJson(http.get("/instances/" + Instances.running(http) + flag), 202);
  }

  @Test
  void terminatedInstanceAnswers200WithTheReasonAsOutput() {
    JsonNode status = assertJson(http.status(Instances.terminated(http)), 200);

    assertThat(status.path("runtimeStatus").asText()).isEqualTo("Terminated");
    assertThat(status.path("output").asText()).isEqualTo("enough");
  }

  @Test
  void unknownInstanceAnswers404WithoutBody() {
    assertBodiless(http.status(Instances.UNKNOWN), 404);
  }

  @Test
  void idsAreCaseSensitive() {
    assertBodiless(http.status(Instances.completed(http).toUpperCase(Locale.ROOT)), 404);
  }

  @Test
  void entityIdsAreNotInstances() {
    assertBodiless(http.get("/instances/@counter@cats"), 404);
  }

  @Test
  void timesAreUtcInWholeSeconds() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    JsonNode status = http.status(Instances.completed(http)).json();

    assertThat(status.path("createdTime").asText()).matches(WHOLE_SECONDS);
    assertThat(status.path("lastUpdatedTime").asText()).matches(WHOLE_SECONDS);
    Instant created = Instant.parse(status.path("createdTime").asText());
    Instant updated = Instant.parse(status.path("lastUpdatedTime").asText());
    assertThat(created).isBetween(before, Instant.now());
    assertThat(updated).isBetween(created, Instant.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"showInput=false", "showInput=False", "SHOWINPUT=%20false"})
  void inputIsHiddenOnRequest(String option) {
    assertThat(echoed("?" + option).get("input").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?showInput", "?showInput=", "?showInput=0", "?showInput=no"})
  void inputIsShownUnlessExactlyFalseIsAsked(String query) {
    assertThat(echoed(query).path("input").asText()).isEqualTo("given");
  }

  private JsonNode echoed(String query) {
    String id = PerduraHttp.newId("echo");
    http.start("Echo", id, "\"given\"");
    http.awaitStatus(id, "Completed");
    return assertJson(http.get("/instances/" + id + query), 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtimeStatus=Failed",
        "runtimeStatus=Nonsense",
        "createdTimeFrom=2999-01-01T00:00:00Z",
        "createdTimeTo=never",
        "unknown=parameter"
      })
  void filtersOfTheListMeanNothingHere(String query) {
    assertJson(http.get("/instances/" + Instances.completed(http) + "?" + query), 200);
  }

  @Test
  void acceptHeaderDoesNotMatter() {
    String path = "/instances/" + Instances.completed(http);

    assertJson(http.getWith("Accept", "text/html", path), 200);
  }
}
