package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class PurgeIT {

  private static final String ONE_DELETED = "{\"instancesDeleted\":1}";

  private final PerduraHttp http;

  PurgeIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void purgeOfAFinishedInstanceDeletesIt() {
    for (String id : Instances.finished(http)) {
      assertThat(assertJson(http.delete("/instances/" + id), 200))
          .isEqualTo(Answer.parse(ONE_DELETED));

      assertBodiless(http.status(id), 404);
      assertBodiless(http.delete("/instances/" + id), 404);
      assertThat(http.get("/instances?instanceIdPrefix=" + id).json()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?force=false", "?force", "?force=1"})
  void purgeOfALiveInstanceAnswers409AndChangesNothing(String query) {
    String id = Instances.running(http);

    assertThat(assertProblem(http.delete("/instances/" + id + query), 409).path("Message").asText())
        .contains("force=true")
        .containsIgnoringCase("terminate");

    assertThat(http.status(id).json().path("runtimeStatus").asText()).isEqualTo("Running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"force=true", "FORCE=True"})
  void forcedPurgeDeletesALiveInstance(String force) {
    String id = Instances.running(http);

    assertThat(assertJson(http.delete("/instances/" + id + "?" + force), 200))
        .isEqualTo(Answer.parse(ONE_DELETED));

    assertBodiless(http.status(id), 404);
    assertBodiless(http.post("/instances/" + id + "/raiseEvent/Approval", "true"), 404);
    assertBodiless(http.delete("/instances/" + id), 404);
  }

  @Test
  void workInFlightDoesNotBringAPurgedInstanceBack() {
    String id = PerduraHttp.newId("in-flight");
    try (Gate gate = new Gate(http, id)) {
      assertJson(http.delete("/instances/" + id + "?force=true"), 200);
      gate.open();

      Awaitility.await()
          .during(Duration.ofSeconds(1))
          .atMost(LIMIT)
          .until(() -> http.status(id).status() == 404);
    }
  }

  @Test
  void aPurgedIdCanBeStartedAgain() {
    String id = Instances.completed(http);
    assertJson(http.delete("/instances/" + id), 200);

    http.start("Echo", id, "\"again\"");

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("again");
  }
}
