package io.perdura.bench;

import io.perdura.client.DurableClient;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.samples.HelloCities;
import io.perdura.samples.SayHello;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What the size of the store does to queries, purges and starts, on a real MariaDB that syncs every
 * commit: each call on a large store and on one with 1,000 instances, in turns.
 */
public final class StoreScaleBench {

  private static final int FINISHED = Integer.getInteger("bench.finished", 1_000_000);
  private static final int RUNNING = Integer.getInteger("bench.running", FINISHED / 100);
  private static final int CALLS = Integer.getInteger("bench.calls", 200);
  private static final int WARM_UP = CALLS / 4;
  private static final int STARTS = Integer.getInteger("bench.starts", 4_000);
  private static final int STARTS_IN_FLIGHT = 4;
  private static final StoredInstances LARGE = new StoredInstances(FINISHED, RUNNING);
  private static final StoredInstances SMALL = new StoredInstances(900, 100);

  private StoreScaleBench() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "Store on MariaDB: %d finished and %d running instances against %d and %d%n",
        LARGE.finished(), LARGE.running(), SMALL.finished(), SMALL.running());
    if (System.getProperty("mariadb.bufferPool") == null) {
      System.setProperty("mariadb.bufferPool", "2G");
    }
    MariaDbServer server = MariaDbServer.shared();
    DatabaseUrl largeStore = DatabaseUrl.mariaDb(server);
    // two nodes in one process must not have the same number, so this hub gets its second
    open(largeStore).close();
    try (EngineFixture small = filled(DatabaseUrl.mariaDb(server), SMALL);
        EngineFixture large = filled(largeStore, LARGE)) {
      System.out.printf(
          "%-55s %10s %10s %6s %14s%n", "", "small p50", "large p50", "ratio", "found");
      StoreQueries.all()
          .forEach(
              (name, call) ->
                  compare(
                      name, small.client(), call.apply(SMALL), large.client(), call.apply(LARGE)));
      purges(large);
    }
    System.exit(0);
  }

  private static EngineFixture open(DatabaseUrl url) {
    FunctionRegistry functions = new FunctionRegistry();
    functions.addOrchestrator("HelloCities", HelloCities::new, "benchmark");
    functions.addActivity("SayHello", SayHello::new, "benchmark");
    return EngineFixture.start(url, functions);
  }

  private static EngineFixture filled(DatabaseUrl url, StoredInstances rows) throws Exception {
    EngineFixture engine = open(url);
    long begin = System.nanoTime();
    rows.write(engine.dataSource());
    System.out.printf(
        "%d instances written in %.0f s%n", rows.total(), (System.nanoTime() - begin) / 1e9);
    return engine;
  }

  private static void compare(
      String name,
      DurableClient small,
      Function<DurableClient, Long> onSmall,
      DurableClient large,
      Function<DurableClient, Long> onLarge) {
    double[] smallMillis = new double[CALLS];
    double[] largeMillis = new double[CALLS];
    long inSmall = 0;
    long inLarge = 0;
    for (int i = -WARM_UP; i < CALLS; i++) {
      long begin = System.nanoTime();
      inSmall = onSmall.apply(small);
      long between = System.nanoTime();
      inLarge = onLarge.apply(large);
      long end = System.nanoTime();
      if (i >= 0) {
        smallMillis[i] = (between - begin) / 1e6;
        largeMillis[i] = (end - between) / 1e6;
      }
    }
    double smallP50 = median(smallMillis);
    double largeP50 = median(largeMillis);
    System.out.printf(
        "%-55s %7.2f ms %7.2f ms %6.2f %5d : %6d%n",
        name, smallP50, largeP50, largeP50 / smallP50, inSmall, inLarge);
  }

  /** Tenths of the store: one deleted by plain statements, one by a purge, one beside starts. */
  private static void purges(EngineFixture engine) throws Exception {
    Load.run(STARTS / 4, STARTS_IN_FLIGHT, () -> start(engine));
    Load.Result alone = Load.run(STARTS, STARTS_IN_FLIGHT, () -> start(engine));
    double plain = new PlainPurge(engine.dataSource()).run(tenth(0), tenth(1));
    double purge = purge(engine.client(), 1);
    System.out.printf(
        "purge of a tenth by createdTime and runtimeStatus: %.0f instances/s;"
            + " plain chunked DELETEs %.0f/s, ratio %.2f%n",
        purge, plain, purge / plain);
    CompletableFuture<Double> beside =
        CompletableFuture.supplyAsync(() -> purge(engine.client(), 2));
    Load.Result meanwhile = Load.run(STARTS, STARTS_IN_FLIGHT, () -> start(engine));
    boolean whole = !beside.isDone();
    System.out.printf(
        "starts alone: p50 %.2f ms, p99 %.2f ms; beside a purge%s: p50 %.2f ms, p99 %.2f ms;"
            + " ratio of the p99 %.2f; that purge did %.0f instances/s%n",
        alone.p50Millis(),
        alone.p99Millis(),
        whole ? "" : " (for part of the time)",
        meanwhile.p50Millis(),
        meanwhile.p99Millis(),
        meanwhile.p99Millis() / alone.p99Millis(),
        beside.get());
  }

  private static CompletableFuture<String> start(EngineFixture engine) {
    return engine.client().start("HelloCities", null, null).toCompletableFuture();
  }

  private static Instant tenth(int number) {
    return LARGE.created(LARGE.total() / 10 * number);
  }

  private static double purge(DurableClient client, int tenth) {
    long begin = System.nanoTime();
    long deleted =
        client.purgeInstances(
            new InstanceFilter(
                tenth(tenth),
                tenth(tenth + 1).minusMillis(1),
                Set.of(OrchestrationRuntimeStatus.COMPLETED),
                List.of(),
                null));
    return deleted / ((System.nanoTime() - begin) / 1e9);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
