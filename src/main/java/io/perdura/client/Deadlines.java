package io.perdura.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends waits whose time is up. {@link CompletableFuture#orTimeout} would begin a thread of the
 * JVM's that, before Java 25, holds the classes of the web application that came first, also when
 * that has been undeployed. Thread-safe.
 */
public final class Deadlines implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  public Deadlines() {
    timer = new ScheduledThreadPoolExecutor(1, Deadlines::thread);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "perdura-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A stage that ends as {@code stage} does, or with a {@link TimeoutException} when that takes
   * longer than {@code limit}.
   */
  public <T> CompletableFuture<T> orTimeout(CompletableFuture<T> stage, Duration limit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    return limited(
        stage, result, limit, () -> result.completeExceptionally(new TimeoutException()));
  }

  /** A stage that ends as {@code stage} does, or with null when that takes longer. */
  <T> CompletableFuture<T> orNull(CompletableFuture<T> stage, Duration limit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    return limited(stage, result, limit, () -> result.complete(null));
  }

  private <T> CompletableFuture<T> limited(
      CompletableFuture<T> stage, CompletableFuture<T> result, Duration limit, Runnable timeUp) {
    Future<?> deadline = timer.schedule(timeUp, limit.toMillis(), TimeUnit.MILLISECONDS);
    stage.whenComplete(
        (value, failure) -> {
          deadline.cancel(false);
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        });
    return result;
  }

  /** Stops the clock: waits that have not ended by then end with their stages only. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
