package io.perdura.dispatcher;

import io.perdura.history.HistoryEvent;
import io.perdura.taskhub.QueuedTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this node on which activities run. */
final class ActivityPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ActivityPool.class);
  private static final long CLOSE_SECONDS = 5;

  /** Activities that may wait for a thread of this node while other nodes could run them. */
  private static final int WAITING_PER_THREAD = 4;

  private final Activities activities;
  private final AtomicInteger unfinished = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  ActivityPool(Activities activities, int size) {
    this.activities = activities;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "perdura-activity-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Runs the activity as soon as a thread is free. */
  void submit(QueuedTask call, Consumer<HistoryEvent> whenEnded) {
    unfinished.incrementAndGet();
    threads.execute(
        () -> {
          try {
            whenEnded.accept(activities.run(call));
          } finally {
            unfinished.decrementAndGet();
          }
        });
  }

  /** How many more activities this node should take while others could. */
  int room() {
    int most = threads.getMaximumPoolSize() * (1 + WAITING_PER_THREAD);
    return Math.max(0, most - unfinished.get());
  }

  /** Gives running activities some seconds to end, then interrupts them; they run again later. */
  @Override
  public void close() {
    threads.shutdown();
    threads.getQueue().clear();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.info("Activities still running are interrupted; they will run again");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
