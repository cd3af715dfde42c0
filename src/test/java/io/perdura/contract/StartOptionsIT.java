package io.perdura.contract;

import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.contract.Answers.fieldNames;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original lacks: start time, version and tags of a start. */
@ContractTest
class StartOptionsIT {

  private final PerduraHttp http;

  StartOptionsIT(PerduraHttp http) {
    this.http = http;
  }

  private Answer start(String id, String query) {
    return http.post("/orchestrators/Labelled/" + id + "?" + query);
  }

  private void startAccepted(String id, String query) {
    Answer answer = start(id, query);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
  }

  @Test
  void anInstanceBeginsAtItsStartTimeAndKeepsEvents() {
    String id = PerduraHttp.newId("scheduled");
    Instant time = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);

    startAccepted(id, "STARTTIME=" + PerduraHttp.encode(time.toString()));
    http.raise(id, "Go", "7");

    assertThat(http.awaitStatus(id, "Completed").path("output").asInt()).isEqualTo(7);
    JsonNode events =
        http.get("/instances/" + id + "?showHistory=true").json().path("historyEvents");
    String end = events.path(events.size() - 1).path("Timestamp").asText();
    assertThat(Instant.parse(end)).isAfterOrEqualTo(time);
  }

  @Test
  void aPendingInstanceIsTerminatedSuspendedAndPurged() {
    String id = PerduraHttp.newId("scheduled");
    startAccepted(id, "startTime=2999-01-01");
    http.raise(id, "Go", "7");
    Answer pending = http.status(id);
    assertThat(pending.status()).isEqualTo(202);
    assertThat(pending.json().path("runtimeStatus").asText()).isEqualTo("Pending");

    http.accept("/instances/" + id + "/suspend");
    http.awaitStatus(id, "Suspended");
    http.accept("/instances/" + id + "/resume");
    http.awaitStatus(id, "Pending");
    assertThat(http.delete("/instances/" + id).status()).isEqualTo(409);
    http.accept("/instances/" + id + "/terminate?reason=later");
    http.awaitStatus(id, "Terminated");
    assertThat(http.delete("/instances/" + id).status()).isEqualTo(200);
    assertThat(http.status(id).status()).isEqualTo(404);
  }

  @Test
  void versionAndTagsAreShownInStatusAndListingAndKeptByARestart() {
    String id = PerduraHttp.newId("tagged");
    startAccepted(id, "version=2.1&tag=team:blue&TAG=when%3A12:30&tag=empty:");
    http.raise(id, "Go", "1");
    http.awaitStatus(id, "Completed");

    assertShowsOptions(http.status(id).json());
    assertShowsOptions(http.get("/instances?instanceIdPrefix=" + id).json().get(0));
    String restarted = http.post("/instances/" + id + "/restart").json().path("id").asText();
    assertShowsOptions(http.status(restarted).json());
  }

  private static void assertShowsOptions(JsonNode status) {
    assertThat(status.path("version").asText()).isEqualTo("2.1");
    assertThat(fieldNames(status.path("tags"))).containsExactlyInAnyOrder("team", "when", "empty");
    assertThat(status.at("/tags/team").asText()).isEqualTo("blue");
    assertThat(status.at("/tags/when").asText()).isEqualTo("12:30");
    assertThat(status.at("/tags/empty").asText()).isEmpty();
  }

  @Test
  void withoutThemTheStatusHasNeither() {
    String id = PerduraHttp.newId("plain");
    startAccepted(id, "tag=&version=&startTime=");

    assertThat(fieldNames(http.status(id).json())).doesNotContain("tags", "version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "startTime=tomorrow",
        "startTime=2026-13-01",
        "tag=blue",
        "tag=:blue",
        "tag=%20:blue",
        "tag=a:1&tag=a:2",
      })
  void badValuesAnswer400AndStartNothing(String query) {
    String id = PerduraHttp.newId("bad");

    JsonNode problem = assertProblem(start(id, query), 400);

    assertThat(problem.path("ExceptionMessage").asText()).contains(query.substring(0, 3));
    assertThat(http.status(id).status()).isEqualTo(404);
  }

  @Test
  void aVersionThatIsTooLongAnswers400() {
    String id = PerduraHttp.newId("bad");

    Answers.assertInvalidArgument(start(id, "version=" + "1".repeat(101)));

    assertThat(http.status(id).status()).isEqualTo(404);
  }
}
