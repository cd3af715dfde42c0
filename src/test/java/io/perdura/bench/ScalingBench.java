package io.perdura.bench;

import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What an orchestration costs when it grows, on a real MariaDB that syncs every commit: long
 * sequences, wide fan-outs, many events and signals, many that wait. Each line compares sizes of
 * one run with the first of them; rounds are interleaved and medians taken.
 */
public final class ScalingBench {

  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

  /** Steps, activities, events or signals of one measurement. */
  private static final int WORK = Integer.getInteger("bench.work", 10_000);

  private static final int WAITING = Integer.getInteger("bench.waiting", 100_000);
  private static final int FEW = 1_000;
  private static final int IN_FLIGHT = 512;

  private final EngineFixture engine;

  private ScalingBench(EngineFixture engine) {
    this.engine = engine;
  }

  public static void main(String[] arguments) throws Exception {
    MariaDbServer server = MariaDbServer.shared();
    try (EngineFixture engine =
        EngineFixture.start(DatabaseUrl.mariaDb(server), ScalingFunctions.registry())) {
      ScalingBench bench = new ScalingBench(engine);
      bench.warmUp();
      bench.print(
          "sequential activities in one instance, per step", bench::steps, 100, 1_000, WORK);
      bench.print("fan-out, per activity", bench::fanOut, 10, 100, 1_000, WORK);
      bench.print("events, over so many instances, per event", bench::events, FEW, 1);
      bench.print("signals, over so many entities, per signal", bench::signals, FEW, 1);
    }
    WaitingInstances.compare(DatabaseUrl.mariaDb(server), FEW, WAITING);
    System.exit(0);
  }

  /** Does {@link #WORK} units of work in portions of a size. */
  private interface Work {
    void run(int size);
  }

  private void warmUp() {
    for (int i = 0; i < 2; i++) {
      steps(1_000);
      fanOut(100);
      events(FEW);
      signals(FEW);
    }
  }

  private void print(String title, Work work, int... sizes) {
    Map<Integer, List<Double>> micros = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int size : sizes) {
        long begin = System.nanoTime();
        work.run(size);
        double spent = (System.nanoTime() - begin) / 1e3 / WORK;
        micros.computeIfAbsent(size, s -> new ArrayList<>()).add(spent);
      }
    }
    System.out.println(title);
    double first = Figures.median(micros.get(sizes[0]));
    micros.forEach(
        (size, spent) ->
            System.out.printf(
                "  %,7d: %,8.1f us, %,8.0f/s, ratio %.2f%n",
                size,
                Figures.median(spent),
                1e6 / Figures.median(spent),
                Figures.median(spent) / first));
  }

  /** One instance at a time. */
  private void steps(int length) {
    for (int i = 0; i < WORK / length; i++) {
      engine.awaitEnd(start("Steps", length));
    }
  }

  /** So many instances at once that the same number of activities is open. */
  private void fanOut(int width) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < WORK / width; i++) {
      ids.add(start("FanOut", width));
    }
    ids.forEach(engine::awaitEnd);
  }

  private void events(int instances) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      ids.add(start("CountEvents", WORK / instances));
    }
    int[] next = new int[1];
    Load.run(
        WORK,
        IN_FLIGHT,
        () -> engine.client().raiseEvent(ids.get(next[0]++ % instances), "tick", "null"));
    ids.forEach(engine::awaitEnd);
  }

  private void signals(int entities) {
    int[] next = new int[1];
    Load.run(
        WORK,
        IN_FLIGHT,
        () -> {
          String key = entities + "-" + next[0]++ % entities;
          return engine.client().getEntities().signalEntity("Counter", key, "add", "1");
        });
  }

  private String start(String name, Object input) {
    CompletableFuture<String> id =
        engine.client().start(name, null, String.valueOf(input)).toCompletableFuture();
    return id.join();
  }
}
