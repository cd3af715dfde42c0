package io.perdura.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** An instance's history as the API shows it. */
record ApiHistory(JsonNode status) {

  static ApiHistory of(PerduraHttp http, String id) {
    String query = "?showHistory=true&showHistoryOutput=true";
    return new ApiHistory(http.get("/instances/" + id + query).json());
  }

  /** Asserts that steps with these results ran once each, in order, and the instance ended once. */
  void assertSequence(List<String> results) {
    List<JsonNode> events = events();
    assertThat(events).as(status.toString()).hasSize(results.size() + 2);
    assertThat(type(events.get(0))).isEqualTo("ExecutionStarted");
    assertThat(completedTasks())
        .extracting(event -> event.path("Result").asText())
        .containsExactlyElementsOf(results);
    JsonNode last = events.get(events.size() - 1);
    assertThat(type(last)).isEqualTo("ExecutionCompleted");
    assertThat(last.path("OrchestrationStatus").asText()).isEqualTo("Completed");
    assertThat(status.path("output"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(results);
  }

  /** Whether it began before and went on after this moment. */
  boolean wasUnderWay(Instant moment) {
    List<JsonNode> events = events();
    return time(events.get(0)).isBefore(moment)
        && time(events.get(events.size() - 1)).isAfter(moment);
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("Timestamp").asText());
  }

  List<JsonNode> completedTasks() {
    return events().stream().filter(event -> type(event).equals("TaskCompleted")).toList();
  }

  private List<JsonNode> events() {
    return StreamSupport.stream(status.path("historyEvents").spliterator(), false).toList();
  }

  private static String type(JsonNode event) {
    return event.path("EventType").asText();
  }
}
