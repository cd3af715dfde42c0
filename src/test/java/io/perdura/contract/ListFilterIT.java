package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class ListFilterIT {

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("filter");

  ListFilterIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runtimeStatus=Completed | done",
        "runtimeStatus=completed | done",
        "RUNTIMESTATUS=FAILED | failed",
        "runtimeStatus=Running | live",
        "runtimeStatus=Completed,Failed | done failed",
        "runtimeStatus=Completed&runtimeStatus=Running | done live",
        "runtimeStatus=,Failed,,Completed&runtimeStatus=Running, | done failed live",
        "runtimeStatus=Canceled,Terminated,Suspended | ''",
        "runtimeStatus=Unknown | ''"
      })
  void statusFilterListsTheStatesAskedFor(String query, String found) {
    startOneOfEach();

    assertThat(found(query)).containsExactly(found.isEmpty() ? new String[0] : found.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nonsense", "Completed,Nonsense", "Complete"})
  void unknownStatusAnswers400(String status) {
    assertProblem(http.get("/instances?runtimeStatus=" + status), 400);
  }

  private void startOneOfEach() {
    http.start("Echo", prefix + "-done");
    http.start("Broken", prefix + "-failed");
    http.start("Labelled", prefix + "-live");
    http.awaitStatus(prefix + "-done", "Completed");
    http.awaitStatus(prefix + "-failed", "Failed");
    http.awaitStatus(prefix + "-live", "Running");
  }

  @Test
  void createdTimeFiltersIncludeTheirBounds() {
    start("a");
    Instant created = Instances.createdTime(http, prefix + "-a");
    Instant before = created.minus(1, ChronoUnit.MICROS);
    Instant after = created.plus(1, ChronoUnit.MICROS);

    assertThat(found("createdTimeFrom=" + created + "&createdTimeTo=" + created))
        .containsExactly("a");
    assertThat(found("createdTimeFrom=" + after)).isEmpty();
    assertThat(found("createdTimeTo=" + before)).isEmpty();
  }

  @Test
  void createdTimeFiltersTellEarlierFromLaterAndCombine() {
    Instant before = moment();
    start("a");
    Instant between = moment();
    start("b");
    Instant after = moment();

    assertThat(found("createdTimeFrom=" + between)).containsExactly("b");
    assertThat(found("createdTimeTo=" + between)).containsExactly("a");
    assertThat(found("createdTimeFrom=" + before + "&createdTimeTo=" + after))
        .containsExactly("a", "b");
    assertThat(found("createdTimeFrom=" + after)).isEmpty();
    assertThat(found("createdTimeTo=" + before)).isEmpty();
    assertThat(found("createdTimeFrom=" + between + "&runtimeStatus=Failed")).isEmpty();
  }

  /** A time that lies strictly between what happened before and what happens after this call. */
  private static Instant moment() {
    Instant entered = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant moment =
        Awaitility.await()
            .until(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS), now -> now.isAfter(entered));
    Awaitility.await().until(() -> Instant.now().isAfter(moment.plusMillis(1)));
    return moment;
  }

  private void start(String name) {
    http.start("Echo", prefix + "-" + name);
    http.awaitStatus(prefix + "-" + name, "Completed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000-01-01",
        "2000-01-01T10:00:00",
        "2000-01-01T10:00:00Z",
        "2000-01-01T10:00:00.1Z",
        "2000-01-01T10:00:00.000000Z",
        "2000-01-01T10:00:00.123456789Z",
        "2000-01-01T10:00:00%2B02:00",
        "2000-01-01T10:00:00+02:00",
        "2000-01-01T10:00:00%2002:00",
        "2000-01-01T10:00:00-05:30",
        "2000-01-01t10:00:00z"
      })
  void timestampsOfIso8601AreUnderstood(String time) {
    http.start("Echo", prefix);

    assertThat(list("createdTimeFrom=" + time)).hasSize(1);
    assertThat(list("createdTimeTo=" + time)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2000-13-01", "2000-01-01T25:00:00Z", "12345", "%00"})
  void badTimestampAnswers400NamingTheParameter(String time) {
    for (String name : List.of("createdTimeFrom", "createdTimeTo")) {
      JsonNode problem = assertProblem(http.get("/instances?" + name + "=" + time), 400);

      assertThat(problem.toString()).contains(name);
    }
  }

  private JsonNode list(String query) {
    Answer answer = http.get("/instances?instanceIdPrefix=" + prefix + "&" + query);
    return assertJson(answer, 200);
  }

  private List<String> found(String query) {
    return list(query).findValuesAsText("instanceId").stream()
        .map(id -> id.substring(prefix.length() + 1))
        .toList();
  }
}
