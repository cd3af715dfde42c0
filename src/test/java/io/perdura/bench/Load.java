package io.perdura.bench;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs orchestrations, so many in all and so many at a time, and measures them. */
final class Load {

  /**
   * @param perSecond orchestrations completed
   * @param p50Millis median time from start to completion
   */
  record Result(double perSecond, double p50Millis, double p99Millis, int failed) {}

  private Load() {}

  /**
   * @param runOne starts an orchestration; its stage completes when the orchestration has
   */
  static Result run(int instances, int inFlight, Supplier<CompletionStage<?>> runOne) {
    long[] nanos = new long[instances];
    AtomicInteger failed = new AtomicInteger();
    Semaphore slots = new Semaphore(inFlight);
    long begin = System.nanoTime();
    for (int i = 0; i < instances; i++) {
      slots.acquireUninterruptibly();
      int index = i;
      long started = System.nanoTime();
      runOne
          .get()
          .whenComplete(
              (done, failure) -> {
                nanos[index] = System.nanoTime() - started;
                if (failure != null) {
                  failed.incrementAndGet();
                }
                slots.release();
              });
    }
    slots.acquireUninterruptibly(inFlight);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Arrays.sort(nanos);
    return new Result(
        instances / seconds,
        nanos[instances / 2] / 1e6,
        nanos[(int) (instances * 0.99)] / 1e6,
        failed.get());
  }
}
