package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class PurgeManyIT {

  private static final String EVER = "createdTimeFrom=2000-01-01";

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("purge");

  PurgeManyIT(PerduraHttp http) {
    this.http = http;
  }

  @BeforeEach
  void startOneOfEach() {
    http.start("Echo", prefix + "-done");
    http.start("Broken", prefix + "-failed");
    http.start("Labelled", prefix + "-ended");
    http.start("Labelled", prefix + "-live");
    http.awaitStatus(prefix + "-ended", "Running");
    http.accept("/instances/" + prefix + "-ended/terminate");
    http.awaitStatus(prefix + "-done", "Completed");
    http.awaitStatus(prefix + "-failed", "Failed");
    http.awaitStatus(prefix + "-ended", "Terminated");
    http.awaitStatus(prefix + "-live", "Running");
  }

  @Test
  void withoutStatesAllFinishedInstancesAreDeletedAndLiveOnesStay() {
    assertDeleted(purge(EVER), 3);

    assertThat(left()).containsExactly("live");
    assertBodiless(http.status(prefix + "-done"), 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runtimeStatus=Completed | ended failed live",
        "runtimeStatus=completed,FAILED | ended live",
        "runtimeStatus=Completed&runtimeStatus=Terminated | failed live",
        "runtimeStatus=Running,Pending,Failed,Suspended | done ended live",
        "name=ECHO | ended failed live",
      })
  void onlyTheStatesAndNamesAskedForAreDeleted(String query, String left) {
    assertThat(purge(EVER + "&" + query).status()).isEqualTo(200);

    assertThat(left()).containsExactly(left.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtimeStatus=Running",
        "runtimeStatus=Running,Pending,Suspended,ContinuedAsNew",
        "runtimeStatus=Unknown",
        "runtimeStatus=Canceled",
        "createdTimeTo=2001-01-01"
      })
  void whenNothingMatchesTheAnswerIs404AndNothingIsDeleted(String query) {
    assertBodiless(purge(EVER + "&" + query), 404);

    assertThat(left()).containsExactly("done", "ended", "failed", "live");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "createdTimeTo=2040-01-01",
        "createdTimeFrom=",
        "createdTimeFrom=yesterday",
        "createdTimeFrom=2000-01-01&createdTimeTo=soon",
        "createdTimeFrom=2000-01-01&runtimeStatus=Complete",
        "createdTimeFrom=2000-01-01&runtimeStatus=Completed,Nonsense"
      })
  void aFilterThatIsMissingOrBadAnswers400AndNothingIsDeleted(String query) {
    assertProblem(purge(query), 400);

    assertThat(left()).containsExactly("done", "ended", "failed", "live");
  }

  @Test
  void theMissingStartOfTheWindowIsNamedAsTheOriginalDoes() {
    assertProblem(
        http.delete("/instances"), 400, "Please provide value for 'createdTimeFrom' parameter.");
  }

  @Test
  void theWindowIncludesItsBounds() {
    Instant failed = Instances.createdTime(http, prefix + "-failed");
    Instant before = failed.minus(1, ChronoUnit.MICROS);

    assertBodiless(purge("createdTimeFrom=" + Instant.now().plusSeconds(60)), 404);
    assertDeleted(purge(EVER + "&createdTimeTo=" + before), 1);
    assertThat(left()).containsExactly("ended", "failed", "live");
    assertDeleted(purge("createdTimeFrom=" + failed + "&createdTimeTo=" + failed), 1);
    assertThat(left()).containsExactly("ended", "live");
  }

  @Test
  void pageSizeAndInputOptionsHaveNoEffect() {
    assertDeleted(purge(EVER + "&top=1&showInput=false&orderBy=nonsense"), 3);
  }

  @Test
  void aTrailingSlashMakesNoDifference() {
    Answer answer = http.delete("/instances/?" + EVER + "&instanceIdPrefix=" + prefix);

    assertDeleted(answer, 3);
  }

  @Test
  void moreThanAChunkIsDeletedInOneRequest() {
    for (int i = 0; i < 250; i++) {
      http.start("Echo", prefix + "-many-" + i);
    }
    for (int i = 0; i < 250; i++) {
      http.awaitStatus(prefix + "-many-" + i, "Completed");
    }

    assertDeleted(purge(EVER), 253);

    assertThat(left()).containsExactly("live");
  }

  private Answer purge(String query) {
    return http.delete("/instances?instanceIdPrefix=" + prefix + "&" + query);
  }

  private static void assertDeleted(Answer answer, int count) {
    assertThat(assertJson(answer, 200))
        .isEqualTo(Answer.parse("{\"instancesDeleted\":" + count + "}"));
  }

  private List<String> left() {
    return http
        .get("/instances?instanceIdPrefix=" + prefix)
        .json()
        .findValuesAsText("instanceId")
        .stream()
        .map(id -> id.substring(prefix.length() + 1))
        .toList();
  }
}
