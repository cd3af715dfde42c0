package io.perdura.http;

import io.perdura.client.Deadlines;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Sends the outcome of a stage as the answer to a suspended request, on threads of its own: those
 * of the engine must not wait for slow clients.
 */
final class AsyncAnswers implements AutoCloseable {

  /** How long the engine may take to confirm a request. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String UNCONFIRMED =
      "The task hub did not confirm the request in time; it may still be carried out";

  private static final String STOPPED =
      "The application is being stopped; the request may still be carried out";

  private static final long LAST_ANSWERS_SECONDS = 5;

  private static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final Deadlines deadlines;
  private final ThreadPoolExecutor executor;
  private final Set<AsyncResponse> open = ConcurrentHashMap.newKeySet();

  AsyncAnswers(Deadlines deadlines) {
    this.deadlines = deadlines;
    executor =
        new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
    executor.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory threads() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "perdura-http-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Answers the request when {@code stage} ends, or with 503 when it does not in good time.
   *
   * @param answer makes the answer of what the stage gives; may take its time
   * @param expected how long the stage takes on purpose
   */
  <T> void send(
      AsyncResponse request,
      CompletionStage<T> stage,
      Function<T, Response> answer,
      Duration expected) {
    open.add(request);
    // not by the request's own timeout: Jersey would keep each request in memory until that is over
    deadlines
        .orTimeout(stage.toCompletableFuture(), expected.plus(PATIENCE))
        .whenCompleteAsync((value, failure) -> resume(request, value, failure, answer), executor);
    if (executor.isShutdown()) {
      request.resume(Answers.unavailable(STOPPED));
    }
  }

  private <T> void resume(
      AsyncResponse request, T value, Throwable failure, Function<T, Response> answer) {
    open.remove(request);
    if (failure instanceof TimeoutException) {
      request.resume(Answers.unavailable(UNCONFIRMED));
      return;
    }
    if (failure != null) {
      request.resume(causeOf(failure));
      return;
    }
    try {
      request.resume(answer.apply(value));
    } catch (RuntimeException e) {
      request.resume(e);
    }
  }

  /** Sends 202 without a body once {@code stage} has completed. */
  void sendAccepted(AsyncResponse request, CompletionStage<Void> stage) {
    send(request, stage, done -> Answers.empty(202), Duration.ZERO);
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Answers whoever still waits: after this, nobody would. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      executor.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(request -> request.resume(Answers.unavailable(STOPPED)));
    open.clear();
  }
}
