package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.EntityOperationFailedException;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orchestrations and entities that have to do with each other, on whichever database. */
abstract class EntityOrchestrationContract extends EntityOrchestrationFixture {

  @Test
  void aCallGivesTheResultOfTheOperation() {
    assertThat(run("Count", 5).getSerializedOutput()).isEqualTo("5");
    assertThat(run("Count", 7).getSerializedOutput()).isEqualTo("12");
    assertThat(state("Counter", "called")).isEqualTo("{\"currentValue\":12}");
  }

  @Test
  void aFailedOperationFailsTheCallAndLeavesNoTrace() {
    OrchestrationMetadata end = run("CallAndReport", "writeAndFail");
    assertThat(end.getSerializedOutput())
        .isEqualTo("\"java.lang.IllegalStateException: no room for x\"");
    assertThat(state("Journal", "reported")).isNull();
    assertThat(run("CallAndReport", "noSuchOperation").getSerializedOutput())
        .contains("UnsupportedOperationException", "noSuchOperation");
  }

  @Test
  void anUnhandledFailureOfAnOperationFailsTheOrchestration() {
    OrchestrationMetadata end = run("CallUnhandled", null);
    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(end.getSerializedOutput()).contains("no room for x");
  }

  @Test
  void callingAnEntityThatIsNotDeployedFailsTheCall() {
    assertThat(run("CallUnknown", null).getSerializedOutput()).contains("No entity function");
  }

  @Test
  void aClientCallsAnEntityAndHasItsResultOrItsFailure() {
    assertThat(call("add", "3", 30)).isCompletedWithValue(null);
    assertThat(call("get", null, 30)).isCompletedWithValue("3");
    assertThat(call("noSuchOperation", null, 30))
        .failsWithin(LIMIT)
        .withThrowableThat()
        .withCauseInstanceOf(EntityOperationFailedException.class)
        .withMessageContaining("noSuchOperation");
  }

  @Test
  void aClientThatCallsALockedEntityWaitsNoLongerThanItSays() {
    startHolder("h", "a");
    CompletableFuture<String> call =
        engine
            .client()
            .getEntities()
            .callEntity("Journal", "a", "read", null, Duration.ofMillis(300))
            .toCompletableFuture();
    assertThat(call)
        .failsWithin(LIMIT)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
  }

  private CompletableFuture<String> call(String operation, String input, int seconds) {
    CompletableFuture<String> call =
        engine
            .client()
            .getEntities()
            .callEntity("Counter", "clients", operation, input, Duration.ofSeconds(seconds))
            .toCompletableFuture();
    await().atMost(LIMIT).until(call::isDone);
    return call;
  }

  @Test
  void signalsAndCallsOfAnOrchestrationKeepTheirOrder() {
    assertThat(run("WriteManyThenRead", 50).getSerializedOutput())
        .isEqualTo(
            "[%s]"
                .formatted(
                    String.join(
                        ",", IntStream.range(0, 50).mapToObj(i -> "\"" + i + "\"").toList())));
  }

  @Test
  void anEntitySignalsOthersAndStartsOrchestrations() {
    signal("Relay", "r", "forward", "\"hello\"");
    awaitState("Journal", "forwarded", "{\"texts\":[\"hello\"]}");
    await().atMost(LIMIT).until(() -> engine.client().findInstance("started-by-relay").isPresent());
    assertThat(engine.awaitEnd("started-by-relay").getSerializedOutput()).isEqualTo("3");
  }

  @Test
  void whatAFailedOperationSentIsNotSentAndOthersOfTheSameTurnAre() {
    for (int i = 0; i < 5; i++) {
      String operation = i % 2 == 0 ? "forward" : "forwardAndFail";
      engine.client().getEntities().signalEntity("Relay", "r", operation, "\"" + i + "\"");
    }
    awaitState("Journal", "forwarded", "{\"texts\":[\"0\",\"2\",\"4\"]}");
  }

  @Test
  void aSignalWithATimeWaitsForItAcrossARestart() {
    Instant due = Instant.now().plusSeconds(2);
    engine
        .client()
        .getEntities()
        .signalEntity("Clocked", "c", "note", null, due)
        .toCompletableFuture()
        .join();
    run("SignalLater", due.toString());
    restart();
    Instant restarted = Instant.now();
    awaitState("Clocked", "c", "2");
    Instant seen = Instant.now();
    assertThat(seen).isAfter(due);
    Instant earliest = due.isAfter(restarted) ? due : restarted;
    assertThat(Duration.between(earliest, seen)).isLessThan(Duration.ofSeconds(15));
  }
}
