package io.perdura.contract;

import static io.perdura.contract.Answers.fieldNames;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What single events look like. */
@ContractTest
class HistoryEventIT {

  private static final String FULL = "?showHistory=true&showHistoryOutput=true";
  private static final String UP_TO_7_DIGITS =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,6}[1-9])?Z";

  private final PerduraHttp http;

  HistoryEventIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void raisedEventShowsItsNameAndRawPayload() {
    JsonNode event = onlyEvent(history(raised(), FULL), "EventRaised");

    assertFields(event, "Name", "Input");
    assertThat(event.path("Name").asText()).isEqualToIgnoringCase("Go");
    assertThat(Answer.parse(event.path("Input").textValue()))
        .isEqualTo(Answer.parse("{\"by\":\"mia\"}"));
  }

  private String raised() {
    String id = PerduraHttp.newId("raised");
    http.start("Labelled", id, "1");
    http.raise(id, "Go", "{\"by\":\"mia\"}");
    http.awaitStatus(id, "Completed");
    return id;
  }

  @Test
  void timersAreNotMerged() {
    String id = PerduraHttp.newId("timer");
    http.start("HumanInteraction", id, "{\"timeoutSeconds\": 1}");
    http.awaitStatus(id, "Completed");

    JsonNode events = history(id, FULL);

    JsonNode created = onlyEvent(events, "TimerCreated");
    JsonNode fired = onlyEvent(events, "TimerFired");
    assertFields(created, "FireAt");
    assertFields(fired, "FireAt");
    assertThat(created.path("FireAt").asText()).matches(UP_TO_7_DIGITS);
    assertThat(fired.path("FireAt")).isEqualTo(created.path("FireAt"));
    assertThat(Instant.parse(fired.path("Timestamp").asText()))
        .isAfterOrEqualTo(Instant.parse(fired.path("FireAt").asText()));
  }

  @Test
  void failedActivityStandsWhereItsResultWouldAndFailuresAreAlwaysShown() {
    String id = PerduraHttp.newId("failed-step");
    http.start("BrokenByStep", id);
    http.awaitStatus(id, "Failed");

    JsonNode events = history(id, "?showHistory=true");

    JsonNode failed = onlyEvent(events, "TaskFailed");
    assertFields(
        failed, "FunctionName", "ScheduledTime", "Input", "Reason", "Details", "FailureDetails");
    assertThat(failed.path("FunctionName").asText()).isEqualTo("BrokenStep");
    assertThat(failed.path("Reason").asText())
        .isEqualTo("Activity function 'BrokenStep' failed: card declined");
    JsonNode end = onlyEvent(events, "ExecutionCompleted");
    assertFields(end, "OrchestrationStatus", "FailureDetails");
    assertThat(end.path("OrchestrationStatus").asText()).isEqualTo("Failed");
    assertThat(end.path("FailureDetails").path("ErrorMessage").asText()).contains("card declined");
  }

  @Test
  void terminationShowsItsReasonAsInput() {
    JsonNode events = history(Instances.terminated(http), FULL);

    JsonNode event = onlyEvent(events, "ExecutionTerminated");
    assertFields(event, "Input");
    assertThat(event.path("Input").asText()).isEqualTo("enough");
  }

  @Test
  void activityThatStillRunsIsShownAsScheduledWithItsName() {
    String id = PerduraHttp.newId("pending-step");
    try (Gate gate = new Gate(http, id)) {
      JsonNode scheduled = onlyEvent(history(id, FULL), "TaskScheduled");

      assertFields(scheduled, "Name", "Input");
      assertThat(scheduled.path("Name").asText()).isEqualTo("SlowStep");
      gate.open();
    }
  }

  @Test
  void aSubOrchestrationIsShownWithItsIdUntilItsEndTakesItsPlace() {
    String id = PerduraHttp.newId("family");
    http.start("LabelledParent", id);
    http.awaitStatus(id + "-child", "Running");

    JsonNode created = onlyEvent(history(id, FULL), "SubOrchestrationInstanceCreated");
    assertFields(created, "Name", "InstanceId", "Input");
    assertThat(created.path("Name").asText()).isEqualTo("Labelled");
    assertThat(created.path("InstanceId").asText()).isEqualTo(id + "-child");

    http.raise(id + "-child", "Go", "{\"box\":9}");
    http.awaitStatus(id, "Completed");
    JsonNode events = history(id, FULL);
    JsonNode completed = onlyEvent(events, "SubOrchestrationInstanceCompleted");
    assertFields(completed, "FunctionName", "ScheduledTime", "Input", "Result");
    assertThat(completed.path("Result").path("box").asInt()).isEqualTo(9);
    assertThat(events.findValuesAsText("EventType"))
        .doesNotContain("SubOrchestrationInstanceCreated");
  }

  @Test
  void aFailedSubOrchestrationShowsItsFailure() {
    String id = PerduraHttp.newId("family");
    http.start("LabelledParent", id);
    http.awaitStatus(id + "-child", "Running");
    http.accept("/instances/" + id + "-child/terminate?reason=enough");
    http.awaitStatus(id, "Failed");

    JsonNode failed = onlyEvent(history(id, "?showHistory=true"), "SubOrchestrationInstanceFailed");

    assertFields(
        failed, "FunctionName", "ScheduledTime", "Input", "Reason", "Details", "FailureDetails");
    assertThat(failed.path("Reason").asText())
        .startsWith("Orchestrator function 'Labelled' failed: ")
        .contains("enough");
  }

  private JsonNode history(String id, String query) {
    return http.get("/instances/" + PerduraHttp.encode(id) + query).json().path("historyEvents");
  }

  private static JsonNode onlyEvent(JsonNode events, String type) {
    List<JsonNode> found = new ArrayList<>();
    events.forEach(
        event -> {
          if (event.path("EventType").asText().equals(type)) {
            found.add(event);
          }
        });
    assertThat(found).as(type + " in " + events).hasSize(1);
    return found.get(0);
  }

  private static void assertFields(JsonNode event, String... besidesTypeAndTime) {
    List<String> expected = new ArrayList<>(List.of("EventType", "Timestamp"));
    expected.addAll(List.of(besidesTypeAndTime));
    assertThat(fieldNames(event)).containsExactlyInAnyOrderElementsOf(expected);
  }
}
