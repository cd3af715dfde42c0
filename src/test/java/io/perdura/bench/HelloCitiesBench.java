package io.perdura.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.samples.HelloCities;
import io.perdura.samples.SayHello;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The field's benchmark on a real MariaDB that syncs every commit: an orchestration of five
 * activities, over the Java client and over HTTP, and the rate at which the same rows can be
 * written at all.
 */
public final class HelloCitiesBench {

  private static final int INSTANCES = Integer.getInteger("bench.instances", 10_000);
  private static final int IN_FLIGHT = Integer.getInteger("bench.inFlight", 512);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

  /** Fresh code costs several times what it costs once compiled, the more so behind HTTP. */
  private static final int WARM_UP = Integer.getInteger("bench.warmUp", 60_000);

  private static final int LOW_LOAD_INSTANCES = 500;
  private static final int CONNECTIONS = 2;
  private static final int ACTIVITIES = 5;
  private static final int TURNS = ACTIVITIES + 1;

  private HelloCitiesBench() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "hello-cities on MariaDB, fsync on commit: %d instances, %d in flight, %d rounds%n",
        INSTANCES, IN_FLIGHT, ROUNDS);
    MariaDbServer server = MariaDbServer.shared();
    DatabaseUrl limitDatabase = DatabaseUrl.mariaDb(server);
    WriteLimit limit;
    try (EngineFixture engine = EngineFixture.start(limitDatabase, functions())) {
      limit = new WriteLimit(limitDatabase.connect(false), WriteLimit.rowsOfOne(engine));
    }
    try (HikariDataSource status = limitDatabase.connect(true)) {
      Measured measured = new Measured(limit, status);
      overJava(measured, DatabaseUrl.mariaDb(server));
      overHttp(measured, DatabaseUrl.mariaDb(server));
    }
    System.exit(0);
  }

  private static FunctionRegistry functions() {
    FunctionRegistry functions = new FunctionRegistry();
    functions.addOrchestrator("HelloCities", HelloCities::new, "benchmark");
    functions.addActivity("SayHello", SayHello::new, "benchmark");
    return functions;
  }

  private static void overJava(Measured measured, DatabaseUrl database) throws Exception {
    try (EngineFixture engine = EngineFixture.start(database, functions())) {
      Supplier<CompletionStage<?>> runOne =
          () ->
              engine
                  .client()
                  .startAndAwait(
                      "HelloCities", new NewOrchestrationInstanceOptions(), Duration.ofSeconds(60))
                  .thenAccept(HelloCitiesBench::requireCompleted);
      measured.run("Java client", runOne, ProcessHandle.current());
    }
  }

  private static void requireCompleted(OrchestrationMetadata end) {
    if (end.getRuntimeStatus() != OrchestrationRuntimeStatus.COMPLETED) {
      throw new IllegalStateException("An orchestration has not completed in time");
    }
  }

  private static void overHttp(Measured measured, DatabaseUrl database) throws Exception {
    try (HttpTarget target = new HttpTarget(database, IN_FLIGHT)) {
      measured.run("HTTP", target::runOne, target.process());
    }
  }

  /** The same measurements for each way in. */
  private record Measured(WriteLimit limit, HikariDataSource status) {

    void run(String way, Supplier<CompletionStage<?>> runOne, ProcessHandle node) throws Exception {
      Load.run(WARM_UP, IN_FLIGHT, runOne);
      System.out.printf("%s%n  idle: %s%n", way, DatabaseCounters.idle(status, node));
      lowLoad(runOne);
      List<Double> limits = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        limits.add(limit.measure(INSTANCES, CONNECTIONS));
        DatabaseCounters before = DatabaseCounters.read(status);
        Load.Result result = Load.run(INSTANCES, IN_FLIGHT, runOne);
        DatabaseCounters used = DatabaseCounters.read(status).since(before);
        rates.add(result.perSecond());
        System.out.printf(
            "  round %d: %.0f orchestrations/s, p50 %.0f ms, p99 %.0f ms, failed %d, %.0f turns"
                + " a commit; the limit is %.0f/s%n",
            round + 1,
            result.perSecond(),
            result.p50Millis(),
            result.p99Millis(),
            result.failed(),
            (double) TURNS * INSTANCES / used.commits(),
            limits.get(round));
      }
      System.out.printf(
          "  median: %.0f orchestrations/s, %.0f activities/s, ratio to the limit %.2f%n",
          Figures.median(rates),
          Figures.median(rates) * ACTIVITIES,
          Figures.median(rates) / Figures.median(limits));
    }

    private void lowLoad(Supplier<CompletionStage<?>> runOne) throws Exception {
      DatabaseCounters before = DatabaseCounters.read(status);
      Load.Result result = Load.run(LOW_LOAD_INSTANCES, 1, runOne);
      DatabaseCounters used = DatabaseCounters.read(status).since(before);
      System.out.printf(
          "  one at a time: p50 %.2f ms, p99 %.2f ms;"
              + " per orchestration %.1f commits, %.1f row writes%n",
          result.p50Millis(),
          result.p99Millis(),
          (double) used.commits() / LOW_LOAD_INSTANCES,
          (double) used.rows() / LOW_LOAD_INSTANCES);
    }
  }
}
