package io.perdura.dispatcher;

import io.perdura.history.HistoryEvent;
import io.perdura.taskhub.QueuedTask;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this node on which activities run: so many, and one more for each activity that
 * has kept its thread for long, so that activities that never return stop nobody else.
 */
final class ActivityPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ActivityPool.class);
  private static final long CLOSE_SECONDS = 5;

  /** Activities that may wait for a thread of this node while other nodes could run them. */
  private static final int WAITING_PER_THREAD = 4;

  /** From then on an activity no longer counts against the pool's size. */
  private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final int MOST_KEPT_THREADS = 1_000;

  private static final class Running {
    private final QueuedTask call;
    private final long sinceNanos = System.nanoTime();
    private boolean told;

    Running(QueuedTask call) {
      this.call = call;
    }
  }

  private final Activities activities;
  private final int size;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  ActivityPool(Activities activities, int size) {
    this.activities = activities;
    this.size = size;
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
          Running mine = new Running(call);
          running.add(mine);
          try {
            whenEnded.accept(activities.run(call));
          } finally {
            running.remove(mine);
            unfinished.decrementAndGet();
          }
        });
  }

  /** Makes the pool as large as it has to be now; one thread calls this now and then. */
  void replaceKeptThreads(long nowNanos) {
    int kept = 0;
    for (Running activity : running) {
      if (nowNanos - activity.sinceNanos > LONG_NANOS) {
        kept++;
        tell(activity);
      }
    }
    int wanted = size + Math.min(kept, MOST_KEPT_THREADS);
    if (wanted > threads.getMaximumPoolSize()) {
      threads.setMaximumPoolSize(wanted);
      threads.setCorePoolSize(wanted);
    } else if (wanted < threads.getMaximumPoolSize()) {
      threads.setCorePoolSize(wanted);
      threads.setMaximumPoolSize(wanted);
    }
  }

  private static void tell(Running activity) {
    if (!activity.told) {
      activity.told = true;
      log.info(
          "The activity '{}' of instance '{}' has kept its thread for a minute",
          activity.call.task().name(),
          activity.call.instanceId());
    }
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
