package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.testing.Patience.LIMIT;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Contract, sections 12 and 13. */
@ContractTest
class RewindRestartIT {

  private final PerduraHttp http;

  RewindRestartIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void rewindOfAFailedInstanceRunsItsFailedStepAgain() {
    String id = PerduraHttp.newId("rewind");
    http.start("BrokenByStep", id);
    http.awaitStatus(id, "Failed");

    assertBodiless(http.post("/instances/" + id + "/rewind?reason=fixed"), 202);

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              JsonNode status = http.get("/instances/" + id + "?showHistory=true").json();
              assertThat(status.path("runtimeStatus").asText()).isEqualTo("Failed");
              assertThat(status.path("historyEvents").toString())
                  .contains("GenericEvent", "\"EventType\":\"ExecutionRewound\"", "fixed");
            });
  }

  @Test
  void rewindOfALiveInstanceAnswers400() {
    Answer answer = http.post("/instances/" + Instances.running(http) + "/rewind");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("ExceptionMessage").asText())
        .isEqualTo("The rewind operation is only supported on failed orchestration instances.");
  }

  @Test
  void rewindThatAnotherHasForestalledAnswers202Or400() {
    String id = Instances.failed(http);

    List<Answer> answers =
        IntStream.range(0, 16)
            .mapToObj(i -> supplyAsync(() -> http.post("/instances/" + id + "/rewind")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Answer::status).contains(202).isSubsetOf(202, 400);
  }

  @Test
  void restartRunsTheSameOrchestratorWithTheSameInputUnderANewId() {
    String id = PerduraHttp.newId("restart");
    http.start("Echo", id, "{\"a\":1}");
    http.awaitStatus(id, "Completed");

    Answer answer = http.post("/instances/" + id + "/restart");

    assertThat(answer.status()).isEqualTo(202);
    String newId = answer.json().path("id").asText();
    assertThat(newId).isNotEqualTo(id);
    JsonNode status = http.awaitStatus(newId, "Completed");
    assertThat(status.path("name").asText()).isEqualTo("Echo");
    assertThat(status.path("input")).isEqualTo(http.status(id).json().path("input"));
  }

  @Test
  void restartUnderTheSameIdReplacesAFinishedRunAndWaitsWhenAsked() {
    String id = PerduraHttp.newId("restart");
    http.start("Echo", id, "5");
    http.awaitStatus(id, "Completed");

    Answer answer =
        http.post("/instances/" + id + "/restart?restartWithNewInstanceId=false&timeout=100");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().asInt()).isEqualTo(5);
  }

  @Test
  void restartUnderTheSameIdOfALiveInstanceAnswers409() {
    String id = Instances.running(http);

    Answer answer = http.post("/instances/" + id + "/restart?restartWithNewInstanceId=false");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(http.status(id).json().path("runtimeStatus").asText()).isEqualTo("Running");
  }

  @Test
  void restartWithATimeoutBelowThePollingIntervalAnswers400AsTheOriginalDoes() {
    String id = Instances.completed(http);

    Answer answer = http.post("/instances/" + id + "/restart?timeout=0&pollingInterval=100");

    JsonNode problem =
        assertProblem(answer, 400, "InstanceId does not match a valid orchestration instance.");
    assertThat(problem.path("ExceptionMessage").asText())
        .isEqualTo("Total timeout 0 should be bigger than retry timeout 100");
  }

  @Test
  void restartOfAnUnknownInstanceAnswers400() {
    Answer answer = http.post("/instances/" + Instances.UNKNOWN + "/restart");

    JsonNode problem =
        assertProblem(answer, 400, "InstanceId does not match a valid orchestration instance.");
    assertThat(problem.path("ExceptionMessage").asText()).contains(Instances.UNKNOWN);
  }
}
