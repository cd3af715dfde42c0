package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class RaiseEventIT {

  private static final String NOT_JSON_CONTENT =
      "Only application/json request content is supported";

  private final PerduraHttp http;

  RaiseEventIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @CsvSource({"true, Approved", "false, Rejected"})
  void eventReachesTheInstance(String payload, String outcome) {
    String id = Instances.running(http);

    assertBodiless(http.post(raise(id, "Approval"), payload), 202);

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo(outcome);
  }

  @Test
  void timeoutIsTheOutcomeWithoutAnEvent() {
    String id = PerduraHttp.newId("escalated");
    http.start("HumanInteraction", id, "{\"timeoutSeconds\": 1}");

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("Escalated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"by\":\"mia\"}", "[1,2]", "\"text\"", "17", "null", "\"{\\\"a\\\": 1}\""})
  void anyJsonIsAPayload(String payload) {
    String id = labelled();

    assertBodiless(http.post(raise(id, "Go"), payload), 202);

    assertThat(http.awaitStatus(id, "Completed").path("output")).isEqualTo(Answer.parse(payload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"go", "GO", "%67o"})
  void eventNameMatchesInAnyCase(String name) {
    String id = labelled();

    assertBodiless(http.post(raise(id, name), "1"), 202);

    http.awaitStatus(id, "Completed");
  }

  @Test
  void eventNobodyWaitsForIsAccepted() {
    String id = labelled();

    assertBodiless(http.post(raise(id, "Some%20thing%20else"), "1"), 202);

    assertThat(http.status(id).json().path("runtimeStatus").asText()).isEqualTo("Running");
  }

  @Test
  void eventRaisedRightAfterTheStartIsKept() {
    String id = PerduraHttp.newId("early");
    http.start("Labelled", id);

    assertBodiless(http.post(raise(id, "Go"), "\"early\""), 202);

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("early");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "APPLICATION/JSON", "application/json; charset=utf-8"})
  void jsonContentTypeMayHaveParametersAndAnyCase(String contentType) {
    assertBodiless(http.post(raise(labelled(), "Go"), "1", contentType), 202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/jsonp",
        "application/x-www-form-urlencoded",
        "text/json"
      })
  void otherContentTypeAnswers400(String contentType) {
    String id = labelled();

    assertProblem(http.post(raise(id, "Go"), "1", contentType), 400, NOT_JSON_CONTENT);

    assertUntouched(id);
  }

  @Test
  void missingContentTypeAnswers400() {
    assertProblem(http.post(raise(labelled(), "Go")), 400, NOT_JSON_CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "yes", "{} {}", "{'a':1}"})
  void whatIsNotJsonAnswers400(String body) {
    String id = labelled();

    JsonNode problem = assertProblem(http.post(raise(id, "Go"), body), 400, "Invalid JSON content");

    assertThat(problem.path("ExceptionMessage").asText()).isNotBlank();
    assertUntouched(id);
  }

  @Test
  void unknownInstanceAnswers404BeforeAnythingElseIsChecked() {
    assertBodiless(http.post(raise(Instances.UNKNOWN, "Go"), "1"), 404);
    assertBodiless(http.post(raise(Instances.UNKNOWN, "Go"), "{", "text/plain"), 404);
  }

  @Test
  void finishedInstanceAnswers410BeforeTheContentIsChecked() {
    for (String id : Instances.finished(http)) {
      assertBodiless(http.post(raise(id, "Go"), "1"), 410);
      assertBodiless(http.post(raise(id, "Go"), "{", "text/plain"), 410);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void missingEventNameAnswers404(String end) {
    assertBodiless(http.post("/instances/" + labelled() + "/raiseEvent" + end, "1"), 404);
  }

  private String labelled() {
    String id = PerduraHttp.newId("event");
    http.start("Labelled", id);
    http.awaitStatus(id, "Running");
    return id;
  }

  private void assertUntouched(String id) {
    JsonNode status = http.get("/instances/" + id + "?showHistory=true").json();
    assertThat(status.path("runtimeStatus").asText()).isEqualTo("Running");
    assertThat(status.path("historyEvents").findValuesAsText("EventType"))
        .doesNotContain("EventRaised");
  }

  private static String raise(String id, String event) {
    return "/instances/" + id + "/raiseEvent/" + event;
  }
}
