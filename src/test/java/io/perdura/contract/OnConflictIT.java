package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the original lacks: a say in what a start does when the id exists, and waiting for the end.
 */
@ContractTest
class OnConflictIT {

  private final PerduraHttp http;

  OnConflictIT(PerduraHttp http) {
    this.http = http;
  }

  private Answer start(String id, String onConflict) {
    return http.post("/orchestrators/HumanInteraction/" + id + "?onConflict=" + onConflict);
  }

  @Test
  void rejectRefusesFinishedInstancesTooAndSaysTheirStatus() {
    String id = PerduraHttp.newId("conflict");
    http.start("Echo", id, "1");
    http.awaitStatus(id, "Completed");

    Answer answer = start(id, "reject");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("ExceptionMessage").asText()).contains("Completed");
  }

  @Test
  void useExistingStartsNothing() {
    String id = PerduraHttp.newId("conflict");
    http.start("Echo", id, "1");
    http.awaitStatus(id, "Completed");

    Answer answer = start(id, "useExisting");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("id").asText()).isEqualTo(id);
    assertThat(http.status(id).json().path("name").asText()).isEqualTo("Echo");
  }

  @Test
  void terminateAndRestartReplacesALiveInstance() {
    String id = PerduraHttp.newId("conflict");
    try (Gate gate = new Gate(http, id)) {
      assertThat(start(id, "TERMINATEANDRESTART").status()).isEqualTo(202);
      gate.open();

      assertThat(http.status(id).json().path("name").asText()).isEqualTo("HumanInteraction");
    }
  }

  @Test
  void unknownPolicyAnswers400AndStartsNothing() {
    String id = PerduraHttp.newId("conflict");

    assertThat(start(id, "perhaps").status()).isEqualTo(400);
    assertThat(http.status(id).status()).isEqualTo(404);
  }

  @Test
  void ofAThousandStartsOfOneIdExactlyOneIsAccepted() {
    String id = PerduraHttp.newId("conflict");

    List<Integer> answers =
        IntStream.range(0, 1_000).parallel().mapToObj(i -> start(id, "reject").status()).toList();

    assertThat(answers).containsOnly(202, 409);
    assertThat(answers.stream().filter(status -> status == 202)).hasSize(1);
  }

  @Test
  void preferWaitAnswersWhenTheInstanceFinishes() {
    String id = Instances.running(http);
    Thread approval =
        new Thread(() -> http.post("/instances/" + id + "/raiseEvent/Approval", "true"));
    approval.start();

    Answer answer = http.getWith("Prefer", "respond-async, wait=60", "/instances/" + id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("output").asText()).isEqualTo("Approved");
  }

  @Test
  void preferWaitAnswers202WhenTheTimeIsUp() {
    Answer answer = http.getWith("Prefer", "wait=1", "/instances/" + Instances.running(http));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("runtimeStatus").asText()).isEqualTo("Running");
  }
}
