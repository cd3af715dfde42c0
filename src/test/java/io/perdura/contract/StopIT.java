package io.perdura.contract;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerLogOnFailure.class)
class StopIT {

  @Test
  void aRequestThatWaitsWhenTheServerStopsAnswers503() throws Exception {
    try (PerduraServer server = PerduraServer.named("stop").on(TestDatabase.H2.fresh()).start()) {
      PerduraHttp http = server.client();
      CompletableFuture<Answer> waiting =
          CompletableFuture.supplyAsync(
              () -> http.post("/orchestrators/HumanInteraction/waits?timeout=60"));
      http.awaitStatus("waits", "Running");

      server.stop();

      Answer answer = waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    }
  }
}
