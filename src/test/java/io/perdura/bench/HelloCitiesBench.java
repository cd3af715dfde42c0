package io.perdura.bench;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.samples.HelloCities;
import io.perdura.samples.SayHello;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.MariaDbServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The field's benchmark on a real MariaDB that syncs every commit: an orchestration of five
 * activities, over the Java client and over HTTP, and the rate at which the same rows can be
 * written at all.
 */
public final class HelloCitiesBench {

  private static final int INSTANCES = Integer.getInteger("bench.instances", 10_000);
  private static final int IN_FLIGHT = Integer.getInteger("bench.inFlight", 512);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int LOW_LOAD_INSTANCES = 300;
  private static final int CONNECTIONS = 2;
  private static final int IDLE_SECONDS = 10;

  private HelloCitiesBench() {}

  public static void main(String[] arguments) throws Exception {
    MariaDbServer server = MariaDbServer.shared();
    EngineFixture.DatabaseUrl database = EngineFixture.DatabaseUrl.mariaDb(server);
    FunctionRegistry functions = new FunctionRegistry();
    functions.addOrchestrator("HelloCities", HelloCities::new, "benchmark");
    functions.addActivity("SayHello", SayHello::new, "benchmark");
    try (EngineFixture engine = EngineFixture.start(database, functions)) {
      System.out.printf(
          "hello-cities on MariaDB, fsync on commit: %d instances, %d in flight, %d rounds%n",
          INSTANCES, IN_FLIGHT, ROUNDS);
      run(engine, server.pid());
    }
    System.exit(0);
  }

  private static void run(EngineFixture engine, long serverPid) throws Exception {
    Load.run(INSTANCES, IN_FLIGHT, () -> runOne(engine));
    idle(engine);
    lowLoad(engine);
    WriteLimit limit = limit(engine);
    limit.measure(INSTANCES, CONNECTIONS);
    List<Double> limits = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      limits.add(limit.measure(INSTANCES, CONNECTIONS));
      Load.Result result = Load.run(INSTANCES, IN_FLIGHT, () -> runOne(engine));
      rates.add(result.perSecond());
      System.out.printf(
          "round %d: limit %.0f/s, engine %.0f/s (p50 %.0f ms, p99 %.0f ms, failed %d)%n",
          round + 1,
          limits.get(round),
          result.perSecond(),
          result.p50Millis(),
          result.p99Millis(),
          result.failed());
    }
    System.out.printf(
        "Java client: %.0f orchestrations/s, %.0f activities/s, ratio to the limit %.2f%n",
        median(rates), median(rates) * 5, median(rates) / median(limits));
  }

  private static CompletionStage<?> runOne(EngineFixture engine) {
    return engine
        .client()
        .startAndAwait("HelloCities", null, null, Duration.ofSeconds(60))
        .thenAccept(HelloCitiesBench::requireCompleted);
  }

  private static void requireCompleted(OrchestrationMetadata end) {
    if (end.getRuntimeStatus() != OrchestrationRuntimeStatus.COMPLETED) {
      throw new IllegalStateException("An orchestration has not completed in time");
    }
  }

  private static void lowLoad(EngineFixture engine) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection()) {
      DatabaseCounters before = DatabaseCounters.read(connection);
      Load.Result result = Load.run(LOW_LOAD_INSTANCES, 1, () -> runOne(engine));
      DatabaseCounters used = DatabaseCounters.read(connection).since(before);
      System.out.printf(
          "one at a time: p50 %.2f ms, p99 %.2f ms; per orchestration %.1f commits, %.1f row writes%n",
          result.p50Millis(),
          result.p99Millis(),
          (double) used.commits() / LOW_LOAD_INSTANCES,
          (double) used.rows() / LOW_LOAD_INSTANCES);
    }
  }

  private static void idle(EngineFixture engine) throws Exception {
    try (Connection connection = engine.dataSource().getConnection()) {
      DatabaseCounters before = DatabaseCounters.read(connection);
      Duration cpuBefore = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
      Thread.sleep(IDLE_SECONDS * 1_000L);
      Duration cpu =
          ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(cpuBefore);
      DatabaseCounters used = DatabaseCounters.read(connection).since(before);
      System.out.printf(
          "idle: %.1f statements/s, %.1f %% of a core%n",
          (double) used.statements() / IDLE_SECONDS, cpu.toMillis() / 10.0 / IDLE_SECONDS);
    }
  }

  /** The rows of an instance that really ran. */
  private static WriteLimit limit(EngineFixture engine) throws SQLException {
    String id = engine.client().scheduleNewOrchestrationInstance("HelloCities");
    OrchestrationMetadata end = engine.awaitEnd(id);
    List<String> turns = new ArrayList<>();
    try (Connection connection = engine.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT h.events FROM history h JOIN instances i USING (instance_key)
                 WHERE i.instance_id = ? ORDER BY h.turn
                """)) {
      statement.setBytes(1, id.getBytes());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          turns.add(rows.getString(1));
        }
      }
    }
    return new WriteLimit(engine.dataSource(), turns, end.getSerializedOutput());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
