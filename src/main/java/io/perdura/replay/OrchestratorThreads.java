package io.perdura.replay;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * Threads for long-running orchestrators to wait on: virtual ones where the Java runtime has them,
 * pooled platform ones otherwise, and never more than a bound.
 */
public final class OrchestratorThreads implements AutoCloseable {

  private static final int MOST_PLATFORM_THREADS = 256;
  private static final int MOST_VIRTUAL_THREADS = 5_000;

  private final ExecutorService executor;
  private final Semaphore free;

  private OrchestratorThreads(ExecutorService executor, int most) {
    this.executor = executor;
    this.free = new Semaphore(most);
  }

  /** The kind of threads that this Java runtime is best at. */
  public static OrchestratorThreads create() {
    try {
      MethodHandle newVirtual =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return new OrchestratorThreads((ExecutorService) newVirtual.invoke(), MOST_VIRTUAL_THREADS);
    } catch (NoSuchMethodException | UnsupportedOperationException e) {
      // Java 19 and 20 have them as a preview, which has to be enabled
      return platform();
    } catch (Throwable e) {
      throw new IllegalStateException("Virtual threads are there but cannot be started", e);
    }
  }

  private static OrchestratorThreads platform() {
    ThreadFactory daemon =
        work -> {
          Thread thread = new Thread(work, "perdura-orchestrator");
          thread.setDaemon(true);
          return thread;
        };
    return new OrchestratorThreads(Executors.newCachedThreadPool(daemon), MOST_PLATFORM_THREADS);
  }

  /** Takes one of the threads, or refuses when all are in use. */
  boolean tryReserve() {
    return free.tryAcquire();
  }

  void execute(Runnable work) {
    executor.execute(work);
  }

  void release() {
    free.release();
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
