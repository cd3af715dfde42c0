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
import java.util.Locale;
import org.junit.jupiter.api.Test;

@ContractTest
class StartIT {

  private final PerduraHttp http;

  StartIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void startWithoutIdMakesAnIdOf32LowerCaseHexDigits() {
    JsonNode payload = assertJson(http.post("/orchestrators/HelloCities"), 202);

    assertThat(payload.path("id").asText()).matches("[0-9a-f]{32}");
    http.awaitStatus(payload.path("id").asText(), "Completed");
  }

  @Test
  void startWithIdAnswers202WithLocationAndRetryAfter10() {
    String id = PerduraHttp.newId("start");

    Answer answer = http.post("/orchestrators/HelloCities/" + id);

    JsonNode payload = assertJson(answer, 202);
    assertThat(payload.path("id").asText()).isEqualTo(id);
    assertThat(answer.header("Retry-After")).hasValue("10");
    assertThat(answer.header("Location")).hasValue(payload.path("statusQueryGetUri").asText());
  }

  @Test
  void startedInstanceCompletesWithItsOutput() {
    String id = PerduraHttp.newId("start");
    http.start("HelloCities", id);

    JsonNode status = http.awaitStatus(id, "Completed");

    assertThat(status.path("output"))
        .isEqualTo(
            Answer.parse(
                "[\"Hello, Tokyo!\",\"Hello, Seattle!\",\"Hello, London!\",\"Hello, Paris!\","
                    + "\"Hello, Berlin!\"]"));
  }

  @Test
  void startedInstanceIsFoundAtOnce() {
    String id = PerduraHttp.newId("start");
    http.start("HelloCities", id);

    assertThat(http.status(id).status()).isIn(200, 202);
  }

  @Test
  void orchestratorNameMatchesInAnyCaseAndIsShownAsGiven() {
    String id = PerduraHttp.newId("start");
    http.start("hELLOcITIES", id);

    assertThat(http.awaitStatus(id, "Completed").path("name").asText()).isEqualTo("hELLOcITIES");
  }

  @Test
  void unknownOrchestratorAnswers400WithTheKnownNames() {
    JsonNode problem = assertInvalidArgument(http.post("/orchestrators/NoSuchThing"));

    assertThat(problem.path("ExceptionMessage").asText())
        .startsWith(
            "The function 'NoSuchThing' doesn't exist, is disabled, or is not an orchestrator"
                + " function. Additional info: ")
        .contains("'HelloCities'", "'E1_HelloSequence'");
  }

  @Test
  void activityIsNoOrchestrator() {
    assertInvalidArgument(http.post("/orchestrators/SayHello"));
  }

  @Test
  void unknownOrchestratorLeavesNoInstance() {
    String id = PerduraHttp.newId("start");
    assertInvalidArgument(http.post("/orchestrators/NoSuchThing/" + id));

    assertBodiless(http.status(id), 404);
  }

  @Test
  void startWithTheIdOfALiveInstanceAnswers409AndChangesNothing() {
    String id = Instances.running(http);

    JsonNode problem = assertProblem(http.post("/orchestrators/HelloCities/" + id), 409);

    assertThat(problem.path("ExceptionMessage").asText()).isNotBlank();
    assertThat(http.status(id).json().path("name").asText()).isEqualTo("HumanInteraction");
    assertThat(http.status(id).json().path("runtimeStatus").asText()).isEqualTo("Running");
  }

  @Test
  void startWithTheIdOfAFinishedInstanceReplacesIt() {
    for (String id : Instances.finished(http)) {
      http.start("Echo", id, "\"second run\"");

      http.awaitStatus(id, "Completed");
      JsonNode status = http.get("/instances/" + id + "?showHistory=true").json();
      assertThat(status.path("name").asText()).isEqualTo("Echo");
      assertThat(status.path("output").asText()).isEqualTo("second run");
      assertThat(status.path("historyEvents").findValuesAsText("EventType"))
          .containsExactly("ExecutionStarted", "ExecutionCompleted");
    }
  }

  @Test
  void idsDifferInLetterCaseAndTrailingBlanks() {
    String id = PerduraHttp.newId("Case");
    http.start("Echo", id, "1");
    http.start("Echo", id.toUpperCase(Locale.ROOT), "2");
    http.start("Echo", id + " ", "3");

    assertThat(http.awaitStatus(id, "Completed").path("output").asInt()).isEqualTo(1);
    assertThat(http.awaitStatus(id + " ", "Completed").path("output").asInt()).isEqualTo(3);
  }
}
