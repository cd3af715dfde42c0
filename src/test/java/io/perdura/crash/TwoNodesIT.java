package io.perdura.crash;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Database;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on one MariaDB. */
@ExtendWith(ServerLogOnFailure.class)
class TwoNodesIT {

  private static final int TAKE_OVER_SECONDS = 5;
  private static final List<String> GREETINGS =
      List.of(
          "Hello, Tokyo!", "Hello, Seattle!", "Hello, London!", "Hello, Paris!", "Hello, Berlin!");

  private static Database database;
  private static Partitions partitions;
  private static PerduraServer first;
  private static PerduraServer second;

  @BeforeAll
  static void startServers() {
    database = TestDatabase.MARIADB.fresh();
    partitions = new Partitions(database.url());
    first = PerduraServer.named("node-1").on(database).start();
    second = PerduraServer.named("node-2").on(database).start();
  }

  /** Tests end the first one, in one way or another. */
  @BeforeEach
  void restartFirst() {
    if (!first.isAlive()) {
      first.restart();
    }
    awaitEvenShares();
  }

  @AfterEach
  void countsAreTrue() {
    CountCheck.assertTrue((first.isAlive() ? first : second).client());
  }

  @AfterAll
  static void stopServers() {
    first.close();
    second.close();
  }

  @Test
  void survivorTakesOverWithinFiveSecondsAndAllInstancesComplete() throws SQLException {
    try (Fleet fleet = new Fleet("fail-over", 200)) {
      long epochs = partitions.epochs();
      fleet.post(i -> http(i), "/orchestrators/HelloCities/", "", "");
      fleet.awaitAccepted(20 + new Random().nextInt(100));

      Map<Long, Long> beatsBefore = partitions.beats();
      Instant killed = Instant.now();
      first.kill9();
      long heir = awaitOneOwner();
      Duration taken = Duration.between(killed, Instant.now());
      long beats = partitions.beats().get(heir) - beatsBefore.getOrDefault(heir, 0L);
      System.out.printf(
          "TwoNodesIT: all partitions taken over after %d ms, %d beats%n", taken.toMillis(), beats);
      assertThat(Math.min(taken.toSeconds(), beats))
          .as("seconds, or what the survivor on a busy machine took for seconds")
          .isLessThan(TAKE_OVER_SECONDS);
      assertThat(partitions.epochs()).isGreaterThanOrEqualTo(epochs + 4);

      fleet.awaitAnswered();
      PerduraHttp survivor = second.client();
      fleet.startLost(survivor, "HelloCities");
      fleet.awaitAll(survivor, "Completed");
      for (String id : fleet.ids()) {
        StoredHistory.of(database.url(), id).assertSequenceOf(GREETINGS.size());
        ApiHistory.of(survivor, id).assertSequence(GREETINGS);
      }
    }
    restartFirst();
  }

  @Test
  void everyAcceptedSignalCountsOnceThoughItsNodeIsKilled() {
    try (Fleet signals = new Fleet("signalled", 300)) {
      signals.post(i -> http(i), "/entities/Counter/", "?op=Add", "1");
      signals.awaitAccepted(20 + new Random().nextInt(200));
      first.kill9();
      signals.awaitAnswered();
      awaitOneOwner();

      for (String id : signals.accepted()) {
        Awaitility.await(id)
            .atMost(LIMIT)
            .until(() -> second.client().get("/entities/Counter/" + id).status() == 200);
      }
      for (String id : signals.ids()) {
        assertThat(second.client().get("/entities/Counter/" + id).body())
            .as(id)
            .isIn("", "{\"currentValue\":1}");
      }
    }
  }

  @Test
  void gracefulStopHandsThePartitionsOver() throws SQLException {
    first.stop();

    Set<Long> owners = partitions.countByOwner().keySet();
    assertThat(owners).filteredOn(owner -> owner != Partitions.NOBODY).hasSize(1);
    awaitOneOwner();
  }

  @Test
  void eitherNodeServesEveryInstance() {
    for (int i = 0; i < 20; i++) {
      String id = "served-" + i;
      http(i).start("HumanInteraction", id, "{\"timeoutSeconds\": 3600}");
      http(i + 1).awaitStatus(id, "Running");
      assertThat(http(i + 1).post("/instances/" + id + "/raiseEvent/Approval", "true").status())
          .isEqualTo(202);
      assertThat(http(i).awaitStatus(id, "Completed").path("output").asText())
          .isEqualTo("Approved");
    }
  }

  private PerduraHttp http(int number) {
    return (number % 2 == 0 ? first : second).client();
  }

  private void awaitEvenShares() {
    Awaitility.await("both nodes own half of the partitions")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(partitions.countByOwner())
                    .hasSize(2)
                    .doesNotContainKey(Partitions.NOBODY)
                    .allSatisfy((owner, count) -> assertThat(count).isEqualTo(4)));
  }

  private long awaitOneOwner() {
    return Awaitility.await("one node owns all partitions")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(this::owners, owners -> owners.size() == 1 && owners.containsValue(8L))
        .keySet()
        .iterator()
        .next();
  }

  private Map<Long, Long> owners() throws SQLException {
    return partitions.countByOwner();
  }
}
