package io.perdura.dispatcher;

import static io.perdura.orchestration.OrchestrationRuntimeStatus.COMPLETED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.PENDING;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.RUNNING;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.SUSPENDED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.TERMINATED;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starts with options, and events that come when an instance cannot take them yet. */
abstract class ScheduledStartContract extends EngineOfClass {

  private static final int CLIENTS = 50;
  private static final int EVENTS_OF_EACH = 4;

  @Override
  void addFunctions() {
    orchestrator(
        "Begun",
        ctx -> {
          Instant begun = ctx.getCurrentInstant();
          ctx.complete(List.of(begun, ctx.waitForExternalEvent("go", String.class).await()));
        });
    orchestrator(
        "Options", ctx -> ctx.complete(List.of(String.valueOf(ctx.getVersion()), ctx.getTags())));
    orchestrator("Versioned", "1", ctx -> ctx.complete("one"));
    orchestrator("Versioned", "2", ctx -> ctx.complete("two"));
    orchestrator(
        "ParentOfVersioned",
        ctx -> ctx.complete(ctx.callSubOrchestrator("Versioned", String.class).await()));
    orchestrator("Collect", ScheduledStartContract::collect);
    orchestrator("CollectAnew", ScheduledStartContract::collectAnew);
  }

  private static void collect(TaskOrchestrationContext ctx) {
    List<Integer> collected = new ArrayList<>();
    while (collected.size() < CLIENTS * EVENTS_OF_EACH) {
      collected.add(ctx.waitForExternalEvent("tick", Integer.class).await());
    }
    ctx.complete(collected);
  }

  /** Takes one event in each run. */
  private static void collectAnew(TaskOrchestrationContext ctx) {
    List<Integer> collected = new ArrayList<>(List.of(ctx.getInput(Integer[].class)));
    collected.add(ctx.waitForExternalEvent("tick", Integer.class).await());
    if (collected.size() == CLIENTS * EVENTS_OF_EACH) {
      ctx.complete(collected);
    } else {
      ctx.continueAsNew(collected);
    }
  }

  private void startAt(String name, String id, Instant time) {
    client()
        .scheduleNewOrchestrationInstance(
            name, new NewOrchestrationInstanceOptions().setInstanceId(id).setStartTime(time));
  }

  private static Instant inSeconds(int seconds) {
    return Instant.now().plusSeconds(seconds);
  }

  private static Instant begun(OrchestrationMetadata end) {
    return Instant.parse(end.readOutputAs(String[].class)[0]);
  }

  /** What is seen before the time has come, however late this is asked. */
  private void assertPendingBefore(Instant time, String id) {
    OrchestrationRuntimeStatus seen = status(id);
    if (Instant.now().isBefore(time)) {
      assertThat(seen).isEqualTo(PENDING);
    }
  }

  @Test
  void anInstanceStaysPendingUntilItsStartTimeAndKeepsEvents() {
    Instant time = inSeconds(2);
    startAt("Begun", "kept", time);
    raise("kept", "go", "\"early\"");
    assertPendingBefore(time, "kept");
    OrchestrationMetadata end = awaitEnd("kept", COMPLETED);
    assertThat(begun(end)).isAfterOrEqualTo(time.minusMillis(1));
    assertThat(end.readOutputAs(String[].class)[1]).isEqualTo("early");
  }

  @Test
  void aStartTimeAndWhatCameBeforeItSurviveARestart() {
    Instant time = inSeconds(2);
    startAt("Begun", "survivor", time);
    raise("survivor", "go", "\"early\"");
    restart();
    assertPendingBefore(time, "survivor");
    assertThat(begun(awaitEnd("survivor", COMPLETED))).isAfterOrEqualTo(time.minusMillis(1));
  }

  @Test
  void aStartTimeThatHasPassedIsNow() {
    startAt("Begun", "past", Instant.EPOCH.minusSeconds(1));
    awaitStatus("past", RUNNING);
    raise("past", "go", "\"x\"");
    awaitEnd("past", COMPLETED);
  }

  @Test
  void anInstanceIsTerminatedBeforeItsStartTime() {
    startAt("Begun", "never", inSeconds(600));
    done(client().terminate("never", "not needed"));
    awaitEnd("never", TERMINATED);
    assertThat(timersOf("never")).isZero();
  }

  @Test
  void anInstanceIsPurgedBeforeItsStartTimeByForceOnly() {
    startAt("Begun", "gone", inSeconds(600));
    assertThatThrownBy(() -> client().purgeInstance("gone", false))
        .isInstanceOf(InstanceLiveException.class);
    long armed = count("SELECT COUNT(*) FROM timers");
    client().purgeInstance("gone", true);
    assertThat(client().findInstance("gone")).isEmpty();
    assertThat(count("SELECT COUNT(*) FROM timers")).isEqualTo(armed - 1);
  }

  private long timersOf(String id) {
    return count(
        "SELECT COUNT(*) FROM timers t JOIN instances i ON i.instance_key = t.instance_key"
            + " WHERE i.instance_id = "
            + literal(id));
  }

  @Test
  void anInstanceThatIsSuspendedAtItsStartTimeBeginsWhenItIsResumed() {
    startAt("Begun", "sleeper", inSeconds(1));
    done(client().suspend("sleeper", null));
    raise("sleeper", "go", "\"early\"");
    awaitThat(
        () ->
            client().getHistory(client().findInstance("sleeper").orElseThrow()).stream()
                .anyMatch(TimerFired.class::isInstance));
    assertThat(status("sleeper")).isEqualTo(SUSPENDED);
    done(client().resume("sleeper", null));
    awaitEnd("sleeper", COMPLETED);
  }

  @Test
  void anInstanceThatIsResumedBeforeItsStartTimeIsPendingAgain() {
    startAt("Begun", "early-bird", inSeconds(600));
    done(client().suspend("early-bird", null));
    assertThat(status("early-bird")).isEqualTo(SUSPENDED);
    done(client().resume("early-bird", null));
    assertThat(status("early-bird")).isEqualTo(PENDING);
  }

  @Test
  void codeAndClientsSeeVersionAndTags() {
    String id =
        client()
            .scheduleNewOrchestrationInstance(
                "Options",
                new NewOrchestrationInstanceOptions()
                    .setVersion("2.1")
                    .setTag("team", "blue")
                    .setTag("empty", ""));
    OrchestrationMetadata end = awaitEnd(id, COMPLETED);
    assertThat(end.getSerializedOutput()).contains("\"2.1\"", "\"team\":\"blue\"");
    assertThat(end.getVersion()).isEqualTo("2.1");
    assertThat(end.getTags()).isEqualTo(Map.of("team", "blue", "empty", ""));
    OrchestrationMetadata plain = awaitEnd(start("Options", null, null), COMPLETED);
    assertThat(plain.getVersion()).isNull();
    assertThat(plain.getTags()).isEmpty();
  }

  @Test
  void aStartTakesTheVersionAskedForOrTheNewest() {
    NewOrchestrationInstanceOptions first = new NewOrchestrationInstanceOptions().setVersion("1");
    OrchestrationMetadata old =
        awaitEnd(client().scheduleNewOrchestrationInstance("Versioned", first), COMPLETED);
    assertThat(old.getSerializedOutput()).isEqualTo("\"one\"");
    OrchestrationMetadata newest = awaitEnd(start("Versioned", null, null), COMPLETED);
    assertThat(newest.getSerializedOutput()).isEqualTo("\"two\"");
    assertThat(newest.getVersion()).isEqualTo("2");
    assertThat(awaitEnd(start("ParentOfVersioned", null, null)).getSerializedOutput())
        .isEqualTo("\"two\"");
    assertThatThrownBy(
            () ->
                client()
                    .scheduleNewOrchestrationInstance(
                        "Versioned", new NewOrchestrationInstanceOptions().setVersion("3")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void optionsThatCannotBeStoredAreRefused() {
    for (NewOrchestrationInstanceOptions bad :
        List.of(
            new NewOrchestrationInstanceOptions().setVersion(" "),
            new NewOrchestrationInstanceOptions().setVersion("1".repeat(101)),
            new NewOrchestrationInstanceOptions().setTag(" ", "x"),
            new NewOrchestrationInstanceOptions().setStartTime(Instant.MAX))) {
      assertThatThrownBy(() -> client().scheduleNewOrchestrationInstance("Options", bad))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void eventsOfManyClientsBeforeTheStartTimeAreAllKeptInOrder() throws Exception {
    startAt("Collect", "crowd-pending", inSeconds(3));
    raiseFromAllClientsAtOnce("crowd-pending");
    assertAllCollected("crowd-pending");
  }

  @Test
  void eventsOfManyClientsWhileSuspendedAreAllKeptInOrder() throws Exception {
    start("Collect", "crowd-suspended", null);
    done(client().suspend("crowd-suspended", null));
    raiseFromAllClientsAtOnce("crowd-suspended");
    assertThat(status("crowd-suspended")).isEqualTo(SUSPENDED);
    restart();
    done(client().resume("crowd-suspended", null));
    assertAllCollected("crowd-suspended");
  }

  @Test
  void eventsOfManyClientsAcrossContinueAsNewAreAllKeptInOrder() throws Exception {
    start("CollectAnew", "crowd-anew", List.of());
    raiseFromAllClientsAtOnce("crowd-anew");
    assertAllCollected("crowd-anew");
  }

  /** Each client raises its own numbers one after another. */
  private void raiseFromAllClientsAtOnce(String id) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> raised = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      int first = client * EVENTS_OF_EACH;
      raised.add(
          clients.submit(
              () -> {
                go.await();
                for (int i = 0; i < EVENTS_OF_EACH; i++) {
                  raise(id, "tick", String.valueOf(first + i));
                }
                return null;
              }));
    }
    go.countDown();
    for (Future<?> each : raised) {
      each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    clients.shutdown();
  }

  private void assertAllCollected(String id) {
    List<Integer> collected = List.of(awaitEnd(id, COMPLETED).readOutputAs(Integer[].class));
    assertThat(collected).doesNotHaveDuplicates().hasSize(CLIENTS * EVENTS_OF_EACH);
    for (int client = 0; client < CLIENTS; client++) {
      int of = client;
      assertThat(collected.stream().filter(number -> number / EVENTS_OF_EACH == of).toList())
          .isSorted();
    }
  }
}
