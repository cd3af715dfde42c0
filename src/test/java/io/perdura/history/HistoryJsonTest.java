package io.perdura.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.orchestration.FailureDetails;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that are in databases must stay readable. */
class HistoryJsonTest {

  private static final Instant TIME = Instant.parse("2026-03-01T09:15:42.123456Z");

  private final HistoryJson json = new HistoryJson();

  @Test
  void eventsWrittenBeforeThereWereRetriesAreRead() {
    String stored =
        """
        {"v":1,"events":[
         {"type":"TaskScheduled","timestamp":"2026-03-01T09:15:42.123456Z","eventId":0,"name":"A",
          "input":"1"},
         {"type":"TimerCreated","timestamp":"2026-03-01T09:15:42.123456Z","eventId":1,
          "fireAt":"2026-03-01T09:15:42.123456Z"}]}
        """;
    assertThat(json.readTurn(stored))
        .containsExactly(new TaskScheduled(TIME, 0, "A", "1"), new TimerCreated(TIME, 1, TIME));
  }

  @Test
  void firstAttemptsAndPlainTimersCarryNothingOfRetries() {
    String stored =
        json.writeTurn(
            List.of(new TaskScheduled(TIME, 0, "A", null), new TimerCreated(TIME, 1, TIME)));
    assertThat(stored).doesNotContain("retr").doesNotContain("null");
  }

  @Test
  void retriesAndFailuresAreReadAsWritten() {
    List<HistoryEvent> events =
        List.of(
            new TaskFailed(TIME, 0, FailureDetails.of(new IllegalStateException("gone"))),
            new TimerCreated(TIME, 1, TIME, 0),
            new TaskScheduled(TIME, 2, "A", "1", new Retry(2, 0, TIME)));
    assertThat(json.readTurn(json.writeTurn(events))).isEqualTo(events);
    assertThat(json.writeEvent(events.get(0)))
        .containsOnlyOnce("\"errorType\"")
        .doesNotContain("getErrorType");
  }
}
