package io.perdura.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.MariaDbServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An instance's history as it stands in the database.
 *
 * @param turns numbers of the turns, in stored order
 * @param events all events, in order
 */
record StoredHistory(List<Integer> turns, List<JsonNode> events) {

  private static final String SELECT =
      """
      SELECT h.turn, h.events
      FROM history h JOIN instances i ON i.instance_key = h.instance_key
      WHERE i.instance_id = ?
      ORDER BY h.turn
      """;

  static StoredHistory of(String url, String id) throws SQLException {
    StoredHistory history = new StoredHistory(new ArrayList<>(), new ArrayList<>());
    try (Connection connection = MariaDbServer.connect(url);
        PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setBytes(1, id.getBytes(StandardCharsets.UTF_8));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          history.turns.add(rows.getInt(1));
          Answer.parse(rows.getString(2)).path("events").forEach(history.events::add);
        }
      }
    }
    return history;
  }

  /**
   * Asserts that this many tasks were scheduled and completed, in turn order and none of them
   * twice.
   */
  void assertSequenceOf(int tasks) {
    assertThat(turns).isNotEmpty().doesNotHaveDuplicates();
    int first = turns.get(0);
    assertThat(turns)
        .containsExactlyElementsOf(IntStream.range(first, first + turns.size()).boxed().toList());
    assertThat(numbers("TaskScheduled", "eventId")).hasSize(tasks).doesNotHaveDuplicates();
    assertThat(numbers("TaskCompleted", "taskScheduledId"))
        .containsExactlyElementsOf(numbers("TaskScheduled", "eventId"));
    assertThat(types().filter("ExecutionStarted"::equals)).hasSize(1);
    assertThat(types().filter("ExecutionCompleted"::equals)).hasSize(1);
    assertThat(types().toList()).last().isEqualTo("ExecutionCompleted");
    assertTasksAlternate();
  }

  /** Each task's completion stands between its scheduling and the next one's. */
  private void assertTasksAlternate() {
    List<String> tasks = types().filter(type -> type.startsWith("Task")).toList();
    for (int i = 0; i < tasks.size(); i++) {
      assertThat(tasks.get(i)).isEqualTo(i % 2 == 0 ? "TaskScheduled" : "TaskCompleted");
    }
  }

  private Stream<String> types() {
    return events.stream().map(event -> event.path("type").asText());
  }

  private List<Integer> numbers(String type, String member) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals(type))
        .map(event -> event.path(member).asInt())
        .toList();
  }
}
