package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the original lacks: a status that is answered when the instance ends. */
@ContractTest
class PreferWaitIT {

  private static final int MORE_THAN_THE_SERVER_HAS_THREADS = 250;

  private final PerduraHttp http;

  PreferWaitIT(PerduraHttp http) {
    this.http = http;
  }

  private CompletableFuture<Answer> waitFor(String id) {
    return PerduraHttp.sendAsync(
        HttpRequest.newBuilder(http.uri("/instances/" + id))
            .header("Prefer", "respond-async, wait=100"));
  }

  @Test
  void manyWaitAtOnceWithoutAThreadEachAndAreAnsweredWhenTheInstanceFinishes() {
    String id = Instances.running(http);
    List<CompletableFuture<Answer>> waiting =
        Stream.generate(() -> waitFor(id)).limit(MORE_THAN_THE_SERVER_HAS_THREADS).toList();

    Awaitility.await()
        .during(Duration.ofSeconds(1))
        .atMost(LIMIT)
        .until(() -> http.status(id).status() == 202);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    assertBodiless(http.post("/instances/" + id + "/raiseEvent/Approval", "true"), 202);

    for (CompletableFuture<Answer> answer : waiting) {
      assertThat(assertJson(answer.join(), 200).path("output").asText()).isEqualTo("Approved");
    }
  }

  @Test
  void theAnswerIs202WhenTheTimeIsUp() {
    Answer answer = http.getWith("Prefer", "wait=1", "/instances/" + Instances.running(http));

    assertThat(assertJson(answer, 202).path("runtimeStatus").asText()).isEqualTo("Running");
  }
}
