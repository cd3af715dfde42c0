package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertInvalidArgument;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class StartAndWaitIT {

  private static final String WAITING = "{\"timeoutSeconds\": 3600}";

  private final PerduraHttp http;

  StartAndWaitIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout=100",
        "timeout=100&pollingInterval=1",
        "TIMEOUT=100.5&pollinginterval=0.1"
      })
  void completedInTimeAnswers200WithTheBareOutput(String options) {
    Answer answer = http.post("/orchestrators/E1_HelloSequence?" + options);

    assertThat(assertJson(answer, 200))
        .isEqualTo(Answer.parse("[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]"));
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.header("Retry-After")).isEmpty();
  }

  @Test
  void completedWithoutOutputAnswersNull() {
    assertThat(assertJson(http.post("/orchestrators/Echo?timeout=100"), 200).isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.2"})
  void stillRunningAnswersThePayload(String timeout) {
    String id = PerduraHttp.newId("wait");

    Answer answer =
        http.post("/orchestrators/HumanInteraction/" + id + "?timeout=" + timeout, WAITING);

    assertThat(assertJson(answer, 202).path("id").asText()).isEqualTo(id);
    assertThat(answer.header("Retry-After")).hasValue("10");
    assertThat(answer.header("Location"))
        .hasValue(answer.json().path("statusQueryGetUri").asText());
  }

  @Test
  void failedInTimeAnswers200WithTheStatusWhateverIsAsked() {
    Answer answer =
        http.post("/orchestrators/Broken?timeout=100&returnInternalServerErrorOnFailure=true");

    JsonNode status = assertJson(answer, 200);
    assertThat(status.path("runtimeStatus").asText()).isEqualTo("Failed");
    assertThat(status.path("output").asText()).contains("out of paper");
    assertThat(status.has("historyEvents")).isFalse();
  }

  @Test
  void terminatedInTimeAnswers200WithTheStatus() {
    String id = PerduraHttp.newId("wait");
    String path = "/orchestrators/HumanInteraction/" + id + "?timeout=60";
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(() -> http.post(path, WAITING));
    http.awaitStatus(id, "Running");

    assertBodiless(http.post("/instances/" + id + "/terminate?reason=enough"), 202);

    JsonNode status = assertJson(waiting.join(), 200);
    assertThat(status.path("runtimeStatus").asText()).isEqualTo("Terminated");
    assertThat(status.path("output").asText()).isEqualTo("enough");
  }

  @Test
  void failedInTimeHonoursTheStatusOptions() {
    Answer answer =
        http.post(
            "/orchestrators/Broken?timeout=100&showHistory=true&showInput=false", "{\"a\":1}");

    JsonNode status = assertJson(answer, 200);
    assertThat(status.path("input").isNull()).isTrue();
    assertThat(status.path("historyEvents").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout=-1", "timeout=soon", "timeout=1&pollingInterval=-1"})
  void badWaitOptionAnswers400AndStartsNothing(String options) {
    String id = PerduraHttp.newId("wait");

    assertProblem(http.post("/orchestrators/HelloCities/" + id + "?" + options), 400);

    assertBodiless(http.status(id), 404);
  }

  @Test
  void pollingIntervalAboveTheTimeoutAnswers400AndStartsNothing() {
    String id = PerduraHttp.newId("wait");

    JsonNode problem =
        assertInvalidArgument(
            http.post("/orchestrators/HelloCities/" + id + "?timeout=0&pollingInterval=0.1"));

    assertThat(problem.path("ExceptionMessage").asText()).startsWith("Total timeout");
    assertBodiless(http.status(id), 404);
  }

  @Test
  void blankTimeoutIsNone() {
    assertThat(http.post("/orchestrators/HelloCities?timeout=&pollingInterval=").status())
        .isEqualTo(202);
  }

  @Test
  void pollingIntervalAloneDoesNotWait() {
    assertThat(http.post("/orchestrators/HelloCities?pollingInterval=1").status()).isEqualTo(202);
  }
}
