package io.perdura.crash;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Database;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import io.perdura.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was answered with 202 is on disk, and what is in history does not happen again. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@ExtendWith(ServerLogOnFailure.class)
class KillNineIT {

  private static final List<String> GREETINGS =
      List.of(
          "Hello, Tokyo!", "Hello, Seattle!", "Hello, London!", "Hello, Paris!", "Hello, Berlin!");
  private static final List<String> STEPS =
      List.of("step-1", "step-2", "step-3", "step-4", "step-5");

  @Parameter private TestDatabase kind;
  private static Path runLog;
  private static Database database;
  private static PerduraServer server;
  private static PerduraHttp http;
  private final Random random = seeded();

  private static Random seeded() {
    long seed = Long.getLong("perdura.test.seed", System.nanoTime());
    System.out.println("KillNineIT: -Dperdura.test.seed=" + seed);
    return new Random(seed);
  }

  @BeforeParameterizedClassInvocation
  static void startServer(TestDatabase kind) {
    database = kind.fresh();
    runLog = TestFolders.target().resolve(TestFolders.unique("runs") + ".log");
    server =
        PerduraServer.named("crash-" + kind)
            .on(database)
            .withTestFunctions()
            .with("perdura.test.run-log", runLog.toString())
            .start();
    http = server.client();
  }

  @AfterParameterizedClassInvocation
  static void stopServer() throws IOException {
    server.close();
    Files.deleteIfExists(runLog);
  }

  @BeforeEach
  void requireServer() {
    if (!server.isAlive()) {
      server.restart();
    }
  }

  @AfterEach
  void countsAreTrue() {
    CountCheck.assertTrue(http);
  }

  @Test
  void everyAcceptedInstanceCompletesOnceWithItsOutput() throws SQLException {
    try (Fleet fleet = new Fleet("crash", 500)) {
      Instant killed = startAndKill(fleet, "HelloCities");
      server.restart();
      fleet.startLost(http, "HelloCities");

      fleet.awaitAll(http, "Completed");
      int interrupted = 0;
      for (String id : fleet.ids()) {
        ApiHistory history = ApiHistory.of(http, id);
        history.assertSequence(GREETINGS);
        assertStoredOnce(id);
        interrupted += history.wasUnderWay(killed) ? 1 : 0;
      }
      System.out.println("KillNineIT: the kill interrupted " + interrupted + " instances");
      assertThat(interrupted).isPositive();
    }
  }

  private void assertStoredOnce(String id) throws SQLException {
    if (database.url() != null) {
      StoredHistory.of(database.url(), id).assertSequenceOf(GREETINGS.size());
    }
  }

  @Test
  void noActivityRunsAgainOnceItsResultIsInHistory() throws IOException {
    try (Fleet fleet = new Fleet("logged", 200)) {
      Instant killed = startAndKill(fleet, "LoggedHello");
      server.restart();
      fleet.startLost(http, "LoggedHello");

      fleet.awaitAll(http, "Completed");
      RunLog log = RunLog.read(runLog);
      for (String id : fleet.ids()) {
        ApiHistory history = ApiHistory.of(http, id);
        history.assertSequence(STEPS);
        history.completedTasks().forEach(task -> assertRuns(log, id, task, killed));
      }
    }
  }

  private static void assertRuns(RunLog log, String id, JsonNode task, Instant killed) {
    List<RunLog.Run> runs = log.of(id, task.path("Result").asText());
    assertThat(runs).as(id + " " + task).hasSizeBetween(1, 2);
    if (Instant.parse(task.path("Timestamp").asText()).isBefore(killed)) {
      assertThat(runs).as(id + " " + task).allMatch(run -> run.time().isBefore(killed));
    }
  }

  @Test
  void everyAcceptedEventIsDelivered() {
    try (Fleet starts = new Fleet("waiting", 100);
        Fleet events = new Fleet("waiting", 100)) {
      starts.post(i -> http, "/orchestrators/Labelled/", "", "");
      starts.awaitAccepted(100);

      events.post(i -> http, "/instances/", "/raiseEvent/Go", "\"raised\"");
      events.awaitAccepted(1 + random.nextInt(90));
      server.kill9();
      events.awaitAnswered();
      server.restart();

      for (String id : events.accepted()) {
        assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("raised");
      }
      for (String id : events.notAccepted()) {
        assertThat(http.post("/instances/" + id + "/raiseEvent/Go", "\"raised\"").status())
            .isIn(202, 410);
      }
      starts.awaitAll(http, "Completed");
    }
  }

  @Test
  void everyAcceptedSignalCountsOnce() {
    try (Fleet signals = new Fleet("signal", 600)) {
      signals.post(i -> http, "/entities/Counter/crash?op=Add&from=", "", "1");
      signals.awaitAccepted(1 + random.nextInt(500));
      server.kill9();
      signals.awaitAnswered();
      server.restart();

      int accepted = signals.accepted().size();
      int before = awaitCount(accepted);
      assertThat(before).isBetween(accepted, accepted + Fleet.CLIENTS);
      for (int i = 1; i <= 100; i++) {
        assertThat(http.post("/entities/Counter/crash?op=Add", "1").status()).isEqualTo(202);
      }
      assertThat(awaitCount(before + 100)).isLessThanOrEqualTo(accepted + Fleet.CLIENTS + 100);
    }
  }

  /** What the counter shows once it is this far. */
  private int awaitCount(int atLeast) {
    return Awaitility.await("a count of " + atLeast)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> http.get("/entities/Counter/crash"),
            answer ->
                answer.status() == 200 && answer.json().path("currentValue").asInt() >= atLeast)
        .json()
        .path("currentValue")
        .asInt();
  }

  @Test
  void transfersUnderWayNeitherLoseMoneyNorMakeAny() {
    for (String key : List.of("anna", "ben")) {
      assertThat(http.post("/entities/Account/" + key + "?op=deposit", "1000").status())
          .isEqualTo(202);
    }
    try (Fleet there = new Fleet("there", 60);
        Fleet back = new Fleet("back", 60)) {
      there.post(i -> http, "/orchestrators/BankTransfer/", "", transfer("anna", "ben", 7));
      back.post(i -> http, "/orchestrators/BankTransfer/", "", transfer("ben", "anna", 3));
      there.awaitAccepted(1 + random.nextInt(50));
      server.kill9();
      there.awaitAnswered();
      back.awaitAnswered();
      server.restart();

      Stream.concat(there.accepted().stream(), back.accepted().stream())
          .forEach(id -> assertThat(outcome(id).path("transferred").asBoolean()).isTrue());
      http.start("BankTransfer", "last", transfer("anna", "ben", 1));
      JsonNode last = outcome("last");
      assertThat(last.path("fromBalance").asLong() + last.path("toBalance").asLong())
          .isEqualTo(2000);
    }
  }

  private static String transfer(String from, String to, int amount) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"amount\":%d}".formatted(from, to, amount);
  }

  private JsonNode outcome(String id) {
    return http.awaitStatus(id, "Completed").path("output");
  }

  @Test
  void timersFireAfterTheRestart() {
    try (Fleet fleet = new Fleet("timer", 50)) {
      fleet.post(i -> http, "/orchestrators/HumanInteraction/", "", "{\"timeoutSeconds\": 1}");
      fleet.awaitAccepted(50);
      server.kill9();
      server.restart();

      fleet.awaitAll(http, "Completed");
      for (String id : fleet.ids()) {
        JsonNode status = http.get("/instances/" + id + "?showHistory=true").json();
        assertThat(status.path("output").asText()).isEqualTo("Escalated");
        assertThat(status.path("historyEvents").findValuesAsText("EventType"))
            .containsOnlyOnce("TimerCreated", "TimerFired", "ExecutionCompleted");
      }
    }
  }

  /** Returns a moment after the kill and before the restart. */
  private Instant startAndKill(Fleet fleet, String orchestrator) {
    fleet.post(i -> http, "/orchestrators/" + orchestrator + "/", "", "");
    int size = fleet.ids().size();
    fleet.awaitAccepted(size / 10 + random.nextInt(size / 2));
    server.kill9();
    fleet.awaitAnswered();
    return Instant.now();
  }
}
