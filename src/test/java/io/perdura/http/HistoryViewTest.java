package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.EventRaised;
import io.perdura.history.EventSent;
import io.perdura.history.ExecutionCompleted;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryViewTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final FailureDetails DECLINED =
      new FailureDetails("shop.Declined", "card declined", null, null);

  /** The contract's worked example. */
  private static final List<HistoryEvent> SHIP_ORDER =
      List.of(
          new OrchestratorStarted(at("09:15:42.1")),
          new ExecutionStarted(at("09:15:42.1"), "ShipOrder", "{\"sku\":\"A7\",\"qty\":3}"),
          new TaskScheduled(at("09:15:42.2"), 0, "ChargeCard", "{\"card\":1}"),
          new OrchestratorStarted(at("09:15:43.25")),
          new TaskFailed(at("09:15:43.25"), 0, DECLINED),
          new TimerCreated(at("09:15:43.3"), 1, at("09:16:13.3")),
          new OrchestratorStarted(at("09:16:13.41")),
          new TimerFired(at("09:16:13.41"), 1, at("09:16:13.3")),
          new TaskScheduled(at("09:16:13.45"), 2, "ChargeCard", "{\"card\":1}"),
          new OrchestratorStarted(at("09:16:14.5")),
          new TaskCompleted(at("09:16:14.5"), 2, "{ \"receipt\": \"r-77\" }"),
          new EventRaised(at("09:18:00"), "Approved", "{\"by\":\"mia\"}"),
          new SubOrchestrationInstanceCreated(
              at("09:18:00.1"), 3, "PackBox", "order-1042-box", "{\"sku\":\"A7\"}"),
          new OrchestratorStarted(at("09:18:02.75")),
          new SubOrchestrationInstanceCompleted(at("09:18:02.75"), 3, "\"box-9\""),
          new ExecutionCompleted(
              at("09:18:02.8"), 4, OrchestrationRuntimeStatus.COMPLETED, "\"shipped\"", null));

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }

  private static JsonNode view(List<HistoryEvent> history, boolean showInput, boolean showOutput) {
    return JSON.valueToTree(HistoryView.of(history, showInput, showOutput));
  }

  private static void assertShows(JsonNode view, String expected) throws Exception {
    // compared as text, so that the order of members counts too
    assertThat(view.toPrettyString()).isEqualTo(JSON.readTree(expected).toPrettyString());
  }

  @Test
  void mergesCallsIntoTheirResults() throws Exception {
    assertShows(
        JSON.readTree(JSON.writeValueAsString(HistoryView.of(SHIP_ORDER, true, true))),
        """
        [
          { "EventType": "ExecutionStarted", "Timestamp": "2026-03-01T09:15:42.1Z",
            "FunctionName": "ShipOrder", "Input": "{\\"sku\\":\\"A7\\",\\"qty\\":3}" },
          { "EventType": "TaskFailed", "Timestamp": "2026-03-01T09:15:43.25Z",
            "ScheduledTime": "2026-03-01T09:15:42.2Z", "FunctionName": "ChargeCard", "Input": null,
            "Reason": "Activity function 'ChargeCard' failed: card declined", "Details": null,
            "FailureDetails": { "ErrorType": "shop.Declined", "ErrorMessage": "card declined",
              "StackTrace": null, "InnerFailure": null, "IsNonRetriable": false,
              "Properties": null } },
          { "EventType": "TimerCreated", "Timestamp": "2026-03-01T09:15:43.3Z",
            "FireAt": "2026-03-01T09:16:13.3Z" },
          { "EventType": "TimerFired", "Timestamp": "2026-03-01T09:16:13.41Z",
            "FireAt": "2026-03-01T09:16:13.3Z" },
          { "EventType": "TaskCompleted", "Timestamp": "2026-03-01T09:16:14.5Z",
            "ScheduledTime": "2026-03-01T09:16:13.45Z", "FunctionName": "ChargeCard",
            "Input": null, "Result": { "receipt": "r-77" } },
          { "EventType": "EventRaised", "Timestamp": "2026-03-01T09:18:00Z", "Name": "Approved",
            "Input": "{\\"by\\":\\"mia\\"}" },
          { "EventType": "SubOrchestrationInstanceCompleted",
            "Timestamp": "2026-03-01T09:18:02.75Z", "ScheduledTime": "2026-03-01T09:18:00.1Z",
            "FunctionName": "PackBox", "Input": null, "Result": "box-9" },
          { "EventType": "ExecutionCompleted", "Timestamp": "2026-03-01T09:18:02.8Z",
            "OrchestrationStatus": "Completed", "Result": "shipped", "FailureDetails": null }
        ]
        """);
  }

  @Test
  void taskThatHasNotEndedIsShownByItsName() throws Exception {
    assertShows(
        view(SHIP_ORDER.subList(8, 9), true, true),
        """
        [ { "EventType": "TaskScheduled", "Timestamp": "2026-03-01T09:16:13.45Z",
            "Name": "ChargeCard", "Input": null } ]
        """);
  }

  @Test
  void subOrchestrationsThatHaveNotEndedAndSentEventsNameTheOtherInstance() throws Exception {
    assertShows(
        view(
            List.of(
                SHIP_ORDER.get(12),
                new EventSent(at("09:18:01"), 4, "order-7", "Packed", "{\"box\":9}")),
            true,
            true),
        """
        [ { "EventType": "SubOrchestrationInstanceCreated",
            "Timestamp": "2026-03-01T09:18:00.1Z", "Name": "PackBox",
            "InstanceId": "order-1042-box", "Input": null },
          { "EventType": "EventSent", "Timestamp": "2026-03-01T09:18:01Z",
            "InstanceId": "order-7", "Name": "Packed", "Input": "{\\"box\\":9}" } ]
        """);
  }

  @Test
  void aFailedSubOrchestrationTakesThePlaceOfItsCall() throws Exception {
    assertShows(
        view(
            List.of(
                SHIP_ORDER.get(12),
                new SubOrchestrationInstanceFailed(at("09:18:02"), 3, DECLINED)),
            true,
            true),
        """
        [ { "EventType": "SubOrchestrationInstanceFailed", "Timestamp": "2026-03-01T09:18:02Z",
            "ScheduledTime": "2026-03-01T09:18:00.1Z", "FunctionName": "PackBox", "Input": null,
            "Reason": "Orchestrator function 'PackBox' failed: card declined", "Details": null,
            "FailureDetails": { "ErrorType": "shop.Declined", "ErrorMessage": "card declined",
              "StackTrace": null, "InnerFailure": null, "IsNonRetriable": false,
              "Properties": null } } ]
        """);
  }

  @Test
  void resultsAreLeftOutUnlessAskedFor() {
    JsonNode shown = view(SHIP_ORDER, true, false);
    assertThat(shown.findValues("Result")).isEmpty();
    assertThat(shown.findValues("Reason")).hasSize(1);
    assertThat(shown).hasSize(8);
  }

  @Test
  void inputsAreLeftOutOfEveryEventWhenHidden() {
    assertThat(view(SHIP_ORDER, false, true).findValues("Input")).isEmpty();
  }

  @Test
  void whatGoesToEntitiesAndComesFromThemIsShownAsEvents() throws Exception {
    assertShows(
        view(
            List.of(
                new EntityOperationCalled(at("09:15:42"), 0, "@counter@a", "add", "1", null),
                new EntityOperationCompleted(at("09:15:43"), 0, "2"),
                new EntityOperationSignaled(
                    at("09:15:44"), 1, null, "@counter@a", "reset", null, at("09:16:00")),
                new EntityLockRequested(at("09:15:45"), 2, List.of("@counter@a"), 0, null),
                new EntityLockGranted(at("09:15:46"), 2, List.of("@counter@a")),
                new EntityUnlockSent(at("09:15:47"), 3, "@counter@a", 2, 1),
                new EntityOperationFailed(at("09:15:48"), 0, DECLINED)),
            true,
            true),
        """
        [
          { "EventType": "EventSent", "Timestamp": "2026-03-01T09:15:42Z",
            "InstanceId": "@counter@a", "Name": "op",
            "Input": "{\\"id\\":\\"0\\",\\"op\\":\\"add\\",\\"input\\":\\"1\\"}" },
          { "EventType": "EventRaised", "Timestamp": "2026-03-01T09:15:43Z", "Name": "0",
            "Input": "{\\"result\\":\\"2\\"}" },
          { "EventType": "EventSent", "Timestamp": "2026-03-01T09:15:44Z",
            "InstanceId": "@counter@a", "Name": "op@2026-03-01T09:16:00Z",
            "Input": "{\\"id\\":\\"1\\",\\"op\\":\\"reset\\",\\"signal\\":true}" },
          { "EventType": "EventSent", "Timestamp": "2026-03-01T09:15:45Z",
            "InstanceId": "@counter@a", "Name": "op",
            "Input": "{\\"id\\":\\"2\\",\\"lockset\\":[\\"@counter@a\\"]}" },
          { "EventType": "EventRaised", "Timestamp": "2026-03-01T09:15:46Z", "Name": "2",
            "Input": "{\\"result\\":\\"\\\\\\"Lock Acquisition Completed\\\\\\"\\"}" },
          { "EventType": "EventSent", "Timestamp": "2026-03-01T09:15:47Z",
            "InstanceId": "@counter@a", "Name": "release", "Input": "{\\"id\\":\\"2\\"}" },
          { "EventType": "EventRaised", "Timestamp": "2026-03-01T09:15:48Z", "Name": "0",
            "Input": "{\\"result\\":\\"\\\\\\"card declined\\\\\\"\\",\\"exceptionType\\":\\"shop.Declined\\"}" }
        ]
        """);
  }

  @Test
  void timesHaveUpToSevenFractionDigits() {
    assertThat(Timestamps.exact(Instant.parse("2026-03-01T09:15:42.123456789Z")))
        .isEqualTo("2026-03-01T09:15:42.1234567Z");
    assertThat(Timestamps.exact(Instant.parse("2026-03-01T09:15:42Z")))
        .isEqualTo("2026-03-01T09:15:42Z");
    assertThat(Timestamps.exact(Instant.parse("2026-03-01T09:15:42.500000042Z")))
        .isEqualTo("2026-03-01T09:15:42.5Z");
    assertThat(Timestamps.wholeSeconds(Instant.parse("2026-03-01T09:15:42.999Z")))
        .isEqualTo("2026-03-01T09:15:42Z");
  }
}
