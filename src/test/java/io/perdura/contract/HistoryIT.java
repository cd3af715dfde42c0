package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class HistoryIT {

  private static final String FULL = "?showHistory=true&showHistoryOutput=true";
  private static final String UP_TO_7_DIGITS =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,6}[1-9])?Z";

  private final PerduraHttp http;

  HistoryIT(PerduraHttp http) {
    this.http = http;
  }

  /** The sample of the published reference, which leaves inputs out. */
  @Test
  void helloSequenceHasTheHistoryOfTheReference() {
    String id = PerduraHttp.newId("e1");
    http.start("E1_HelloSequence", id);
    http.awaitStatus(id, "Completed");

    JsonNode status = assertJson(http.get("/instances/" + id + FULL + "&showInput=false"), 200);

    JsonNode events = status.path("historyEvents");
    assertThat(events.findValuesAsText("EventType"))
        .containsExactly(
            "ExecutionStarted",
            "TaskCompleted",
            "TaskCompleted",
            "TaskCompleted",
            "ExecutionCompleted");
    assertFields(events.get(0), "FunctionName");
    assertThat(events.get(0).path("FunctionName").asText()).isEqualTo("E1_HelloSequence");
    assertStep(events.get(1), "Hello Tokyo!");
    assertStep(events.get(2), "Hello Seattle!");
    assertStep(events.get(3), "Hello London!");
    assertFields(events.get(4), "OrchestrationStatus", "Result", "FailureDetails");
    assertThat(events.get(4).path("OrchestrationStatus").asText()).isEqualTo("Completed");
    assertThat(events.get(4).path("Result")).isEqualTo(status.path("output"));
    assertThat(events.get(4).get("FailureDetails").isNull()).isTrue();
    assertThat(status.path("output"))
        .isEqualTo(Answer.parse("[\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]"));
    assertInOrder(events);
  }

  private static void assertStep(JsonNode event, String result) {
    assertFields(event, "FunctionName", "ScheduledTime", "Result");
    assertThat(event.path("FunctionName").asText()).isEqualTo("E1_SayHello");
    assertThat(event.path("Result").asText()).isEqualTo(result);
    assertThat(event.path("ScheduledTime").asText()).matches(UP_TO_7_DIGITS);
  }

  private static void assertInOrder(JsonNode events) {
    List<Instant> times = new ArrayList<>();
    for (JsonNode event : events) {
      assertThat(event.path("Timestamp").asText()).matches(UP_TO_7_DIGITS);
      if (event.has("ScheduledTime")) {
        times.add(Instant.parse(event.path("ScheduledTime").asText()));
      }
      times.add(Instant.parse(event.path("Timestamp").asText()));
    }
    assertThat(times).isSorted();
  }

  private static void assertFields(JsonNode event, String... besidesTypeAndTime) {
    List<String> expected = new ArrayList<>(List.of("EventType", "Timestamp"));
    expected.addAll(List.of(besidesTypeAndTime));
    assertThat(fieldNames(event)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?showHistory",
        "?showHistory=1",
        "?showHistory=false",
        "?showHistoryOutput=true"
      })
  void historyIsLeftOutUnlessAskedFor(String query) {
    assertThat(
            http.get("/instances/" + Instances.completed(http) + query).json().has("historyEvents"))
        .isFalse();
  }

  @Test
  void aPendingInstanceHasNone() {
    String path = "/instances/" + Instances.pending(http) + FULL;

    assertThat(assertJson(http.get(path), 202).has("historyEvents")).isFalse();
  }

  @Test
  void resultsAreLeftOutUnlessAskedFor() {
    JsonNode events = history(Instances.completed(http), "?showHistory=True");

    assertThat(events).hasSize(7);
    assertThat(events).noneMatch(event -> event.has("Result"));
  }

  @Test
  void inputsAreRawTextAndThoseOfActivitiesAreNotKept() {
    String id = PerduraHttp.newId("input");
    http.start("HelloCities", id, "{\"a\":1}");
    http.awaitStatus(id, "Completed");

    JsonNode events = history(id, "?showHistory=true");

    assertThat(Answer.parse(events.get(0).path("Input").textValue()))
        .isEqualTo(Answer.parse("{\"a\":1}"));
    assertFields(events.get(0), "FunctionName", "Input");
    assertFields(events.get(1), "FunctionName", "ScheduledTime", "Input");
  }

  @Test
  void missingInputIsNull() {
    assertThat(history(Instances.completed(http), "?showHistory=true").get(0).get("Input").isNull())
        .isTrue();
  }

  @Test
  void hiddenInputIsRemovedFromEveryEvent() {
    String id = raised();

    assertThat(history(id, FULL + "&showInput=false")).noneMatch(event -> event.has("Input"));
  }

  private String raised() {
    String id = PerduraHttp.newId("raised");
    http.start("Labelled", id, "1");
    http.raise(id, "Go", "{\"by\":\"mia\"}");
    http.awaitStatus(id, "Completed");
    return id;
  }

  private JsonNode history(String id, String query) {
    return http.get("/instances/" + PerduraHttp.encode(id) + query).json().path("historyEvents");
  }
}
