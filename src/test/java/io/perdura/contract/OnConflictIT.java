package io.perdura.contract;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the original lacks: a say in what a start does when the id exists. */
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
    ExecutorService clients = Executors.newFixedThreadPool(100);
    try {
      List<Integer> answers =
          IntStream.range(0, 1_000)
              .mapToObj(i -> supplyAsync(() -> start(id, "reject").status(), clients))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(answers).hasSize(1_000).containsOnly(202, 409).containsOnlyOnce(202);
    } finally {
      clients.shutdown();
    }
  }
}
