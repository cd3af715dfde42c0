package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.perdura.history.TimerCreated;
import io.perdura.httpcall.AllowedHosts;
import io.perdura.httpcall.HttpActivity;
import io.perdura.httpcall.HttpCallSettings;
import io.perdura.orchestration.DurableHttp;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.RetryPolicy;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskOptions;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What authors are promised of attempts at activities, and of what activities see. */
abstract class AuthoringContract {

  private record Call(String key, int attempt) {}

  private final FunctionRegistry functions = new FunctionRegistry();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> lastTry = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch unblocked = new CountDownLatch(1);
  private final AtomicBoolean sawTheEnd = new AtomicBoolean();
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    activity("Flaky", this::flaky);
    activity("Blocked", this::blocked);
    activity("Watchful", this::watchful);
    database = newDatabase();
  }

  @AfterEach
  void stop() {
    unblocked.countDown();
    engine.close();
  }

  private void activity(String name, TaskActivity code) {
    functions.addActivity(name, () -> code, "test");
  }

  private String run(TaskOrchestration code) {
    functions.addOrchestrator("Test", () -> code, "test");
    engine = EngineFixture.start(database, functions);
    return engine.client().scheduleNewOrchestrationInstance("Test", null, "test");
  }

  private void restart() {
    engine.close();
    engine = EngineFixture.start(database, functions);
  }

  private Object flaky(TaskActivityContext ctx) {
    lastTry.set(Instant.now());
    calls.add(new Call(ctx.getIdempotencyKey(), ctx.getAttemptNumber()));
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("not yet");
    }
    return "done";
  }

  private Object blocked(TaskActivityContext ctx) throws InterruptedException {
    calls.add(new Call(ctx.getIdempotencyKey(), ctx.getAttemptNumber()));
    unblocked.await();
    return null;
  }

  private Object watchful(TaskActivityContext ctx) {
    assertThat(ctx.isOrchestrationEnded()).isFalse();
    calls.add(new Call(ctx.getIdempotencyKey(), ctx.getAttemptNumber()));
    await().atMost(LIMIT).until(ctx::isOrchestrationEnded);
    sawTheEnd.set(true);
    return null;
  }

  private static TaskOptions policy(int attempts, Duration pause) {
    return new TaskOptions(new RetryPolicy(attempts, pause));
  }

  private List<?> history(Class<?> kind) {
    return engine.client().getHistory(engine.client().findInstance("test").orElseThrow()).stream()
        .filter(kind::isInstance)
        .toList();
  }

  @Test
  void attemptsShareOneKeyAndAreCounted() {
    failures.set(2);
    String id =
        run(
            ctx -> {
              TaskOptions options = policy(3, Duration.ofMillis(1));
              ctx.callActivity("Flaky", null, options).await();
              ctx.callActivity("Flaky", null, options).await();
            });
    assertThat(engine.awaitEnd(id).getRuntimeStatus())
        .isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(calls).extracting(Call::attempt).containsExactly(1, 2, 3, 1);
    assertThat(calls.subList(0, 3)).extracting(Call::key).containsOnly(calls.get(0).key());
    assertThat(calls.get(3).key()).isNotEqualTo(calls.get(0).key());
  }

  @Test
  void anAttemptThatRunsAgainAfterARestartKeepsKeyAndNumber() {
    run(ctx -> ctx.callActivity("Blocked").await());
    await().atMost(LIMIT).until(() -> calls.size() == 1);
    restart();
    await().atMost(LIMIT).until(() -> calls.size() == 2);
    assertThat(calls.get(1)).isEqualTo(calls.get(0));
  }

  @Test
  void aRunThatReplacesAnotherHasKeysOfItsOwn() {
    String id = run(ctx -> ctx.callActivity("Flaky").await());
    engine.awaitEnd(id);
    engine.client().scheduleNewOrchestrationInstance("Test", null, id);
    await().atMost(LIMIT).until(() -> calls.size() == 2);
    assertThat(calls.get(1).key()).isNotEqualTo(calls.get(0).key());
  }

  @Test
  void thePauseBetweenAttemptsOutlivesARestart() {
    failures.set(1);
    String id =
        run(
            ctx ->
                ctx.complete(
                    ctx.callActivity(
                            "Flaky", null, policy(2, Duration.ofMillis(1_500)), String.class)
                        .await()));
    await().atMost(LIMIT).until(() -> !history(TimerCreated.class).isEmpty());
    restart();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("\"done\"");
    assertThat(calls).extracting(Call::attempt).containsExactly(1, 2);
    TimerCreated pause = (TimerCreated) history(TimerCreated.class).get(0);
    assertThat(lastTry.get()).isAfterOrEqualTo(pause.fireAt());
  }

  @Test
  void aRewindTriesTheLastAttemptAgainAndNothingElse() {
    failures.set(2);
    String id =
        run(
            ctx ->
                ctx.complete(
                    ctx.callActivity("Flaky", null, policy(2, Duration.ofMillis(1)), String.class)
                        .await()));
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    engine.client().rewind(id, null).toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("\"done\"");
    assertThat(calls).extracting(Call::attempt).containsExactly(1, 2, 2);
    assertThat(calls).extracting(Call::key).containsOnly(calls.get(0).key());
  }

  @Test
  void aRewindFindsTheFailureAmongLaterAttemptsOfOthers() {
    AtomicBoolean broken = new AtomicBoolean(true);
    activity(
        "Broken",
        ctx -> {
          calls.add(new Call(ctx.getName(), ctx.getAttemptNumber()));
          if (broken.get()) {
            throw new IllegalStateException("broken");
          }
          return "mended";
        });
    failures.set(2);
    String id =
        run(
            ctx -> {
              List<Task<String>> tasks =
                  List.of(
                      ctx.callActivity("Broken", String.class),
                      ctx.callActivity(
                          "Flaky", null, policy(3, Duration.ofMillis(200)), String.class));
              ctx.complete(ctx.allOf(tasks).await());
            });
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    broken.set(false);
    calls.clear();
    engine.client().rewind(id, null).toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("[\"mended\",\"done\"]");
    assertThat(calls).containsExactly(new Call("Broken", 1));
  }

  @Test
  void aRewindArmsTimersAgain() {
    failures.set(1);
    String id =
        run(
            ctx -> {
              Task<Void> timer = ctx.createTimer(Duration.ofMillis(1_500));
              ctx.callActivity("Flaky").await();
              timer.await();
              ctx.complete("fired");
            });
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    engine.client().rewind(id, null).toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("\"fired\"");
  }

  @Test
  void anHttpCallIsPolledAcrossARestart() throws IOException {
    AtomicInteger polls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jobs",
        exchange -> {
          boolean poll = exchange.getRequestMethod().equals("GET");
          boolean done = poll && polls.incrementAndGet() > 1;
          exchange.getResponseHeaders().add("Location", "/jobs/7");
          exchange.getResponseHeaders().add("Retry-After", "1");
          exchange.sendResponseHeaders(done ? 200 : 202, -1);
          exchange.close();
        });
    server.start();
    HttpCallSettings settings =
        new HttpCallSettings(
            AllowedHosts.of(List.of("127.0.0.1")),
            true,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            1_000);
    activity(
        DurableHttp.BUILT_IN_HTTP_ACTIVITY_NAME,
        new HttpActivity(HttpActivity::newClient, settings, Clock.systemUTC()));
    URI jobs = URI.create("http://127.0.0.1:%d/jobs".formatted(server.getAddress().getPort()));
    try {
      String id = run(ctx -> ctx.complete(ctx.callHttp("POST", jobs).await().getStatusCode()));
      await().atMost(LIMIT).until(() -> polls.get() > 0);
      engine.close();
      int before = polls.get();
      engine = EngineFixture.start(database, functions);
      assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("200");
      assertThat(polls.get()).isBetween(2, before + 1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aLongActivityLearnsThatItsOrchestrationWasTerminated() {
    String id = run(ctx -> ctx.callActivity("Watchful").await());
    await().atMost(LIMIT).until(() -> calls.size() == 1);
    engine.client().terminate(id, "enough").toCompletableFuture().join();
    await().atMost(LIMIT).untilTrue(sawTheEnd);
  }

  @Test
  void aLongActivityLearnsThatItsOrchestrationWasPurged() {
    String id = run(ctx -> ctx.callActivity("Watchful").await());
    await().atMost(LIMIT).until(() -> calls.size() == 1);
    engine.client().purgeInstance(id, true);
    await().atMost(LIMIT).untilTrue(sawTheEnd);
  }
}
