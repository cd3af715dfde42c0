package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.EntityOperationFailedException;
import io.perdura.orchestration.SignalEntityOptions;
import io.perdura.orchestration.StartOrchestrationOptions;
import io.perdura.orchestration.TaskEntityOperation;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.taskhub.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that no database keeps, and times of long ago, harm nobody. */
abstract class TimesContract extends EngineOfClass {

  private static final String TOO_LATE = "+10000-01-01T00:00:00Z";

  @Override
  void addFunctions() {
    orchestrator("Quick", ctx -> ctx.complete("done"));
    orchestrator(
        "TimerAt",
        ctx -> {
          ctx.createTimer(ctx.getInput(Instant.class)).await();
          ctx.complete("fired");
        });
    orchestrator("SignalAt", TimesContract::signalAt);
    orchestrator("AskTimed", TimesContract::askTimed);
    orchestrator(
        "WaitForEver",
        ctx ->
            ctx.complete(
                ctx.waitForExternalEvent(
                        "go", Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), String.class)
                    .await()));
    entity("Timed", TimesContract::timed);
  }

  private static EntityInstanceId timed(String key) {
    return new EntityInstanceId("Timed", key);
  }

  private static void signalAt(TaskOrchestrationContext ctx) {
    Instant time = ctx.getInput(Instant.class);
    ctx.signalEntity(
        timed(ctx.getInstanceId()), "note", null, new SignalEntityOptions().setScheduledTime(time));
  }

  /** Input: an operation of Timed and a time for it. */
  private static void askTimed(TaskOrchestrationContext ctx) {
    String[] input = ctx.getInput(String[].class);
    try {
      ctx.complete(ctx.callEntity(timed("asker"), input[0], input[1], String.class).await());
    } catch (EntityOperationFailedException e) {
      ctx.complete(e.getFailureDetails().errorMessage());
    }
  }

  private static Object timed(TaskEntityOperation operation) {
    if (operation.getName().equals("note")) {
      operation.setState("noted");
      return null;
    }
    Instant time = operation.getInput(Instant.class);
    if (operation.getName().equals("start")) {
      return operation
          .getContext()
          .startNewOrchestration("Quick", null, new StartOrchestrationOptions().setStartTime(time));
    }
    String receiver = "by-" + time.getEpochSecond();
    operation
        .getContext()
        .signalEntity(
            timed(receiver), "note", null, new SignalEntityOptions().setScheduledTime(time));
    return receiver;
  }

  private void awaitNoted(String key) {
    awaitThat(() -> client().getEntities().findEntity("Timed", key).isPresent());
  }

  private void requireThatAllPartitionsRun() {
    IntStream.range(0, 40)
        .mapToObj(i -> start("Quick", null, null))
        .toList()
        .forEach(this::awaitEnd);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "1700-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z"
      })
  void aTimerOfLongAgoFiresAtOnceAndHarmsNobody(String time) {
    String id = start("TimerAt", null, time);
    assertThat(awaitEnd(id).readOutputAs(String.class)).isEqualTo("fired");
    requireThatAllPartitionsRun();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
  void whatIsToHappenLongAgoHappensAtOnce(String time) {
    awaitEnd(start("SignalAt", "signal" + time, time));
    awaitNoted("signal" + time);
    String receiver =
        awaitEnd(start("AskTimed", null, List.of("signal", time))).readOutputAs(String.class);
    awaitNoted(receiver);
    String started =
        awaitEnd(start("AskTimed", null, List.of("start", time))).readOutputAs(String.class);
    awaitThat(() -> client().findInstance(started).isPresent());
    awaitEnd(started);
    String key = "client" + time;
    done(client().getEntities().signalEntity("Timed", key, "note", null, Instant.parse(time)));
    awaitNoted(key);
  }

  @Test
  void whatIsToHappenAfterTheLastStorableTimeIsRefused() {
    assertThat(awaitEnd(start("SignalAt", null, TOO_LATE)).readOutputAs(String.class))
        .contains("9999-12-31");
    for (String operation : List.of("signal", "start")) {
      String answer =
          awaitEnd(start("AskTimed", null, List.of(operation, TOO_LATE)))
              .readOutputAs(String.class);
      assertThat(answer).contains("9999-12-31");
    }
    assertThatThrownBy(
            () ->
                client()
                    .getEntities()
                    .signalEntity("Timed", "never", "note", null, Instant.parse(TOO_LATE)))
        .isInstanceOf(InvalidRequestException.class);
    requireThatAllPartitionsRun();
  }

  @Test
  void aWaitWithTheLongestTimeoutHasNoLimit() {
    String id = start("WaitForEver", null, null);
    raise(id, "go", "\"gone\"");
    assertThat(awaitEnd(id).readOutputAs(String.class)).isEqualTo("gone");
  }
}
