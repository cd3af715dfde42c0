package io.perdura.bench;

import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** What instances that wait for an event cost: heap, and time to start up with them. */
final class WaitingInstances {

  /** Idle instances leave memory after ten seconds; this is how long they get. */
  private static final long SETTLE_SECONDS = 20;

  private static final int IN_FLIGHT = 512;

  private WaitingInstances() {}

  /**
   * @param heapMegabytes used after a full collection
   * @param startMillis from opening the node until an event has ended one of the instances
   */
  private record Measured(double heapMegabytes, double startMillis) {}

  static void compare(DatabaseUrl database, int few, int many) throws Exception {
    Measured withFew = measure(database, "few", 0, few);
    Measured withMany = measure(database, "many", few, many);
    System.out.printf(
        "waiting for an event%n  %,7d: heap %.1f MB, start-up %.0f ms%n",
        few, withFew.heapMegabytes(), withFew.startMillis());
    System.out.printf(
        "  %,7d: heap %.1f MB, ratio %.2f, start-up %.0f ms, ratio %.2f%n",
        many,
        withMany.heapMegabytes(),
        withMany.heapMegabytes() / withFew.heapMegabytes(),
        withMany.startMillis(),
        withMany.startMillis() / withFew.startMillis());
  }

  private static Measured measure(DatabaseUrl database, String prefix, int present, int total)
      throws Exception {
    double heap;
    try (EngineFixture engine = EngineFixture.start(database, ScalingFunctions.registry())) {
      int[] next = new int[1];
      Load.run(
          total - present,
          IN_FLIGHT,
          () -> engine.client().start("CountEvents", prefix + next[0]++, "1"));
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      heap = usedHeap();
    }
    long begin = System.nanoTime();
    try (EngineFixture engine = EngineFixture.start(database, ScalingFunctions.registry())) {
      engine.client().raiseEvent(prefix + 0, "tick", "null").toCompletableFuture().join();
      engine.awaitEnd(prefix + 0);
      return new Measured(heap, (System.nanoTime() - begin) / 1e6);
    }
  }

  private static double usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
