package io.perdura.dispatcher;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of this node for orchestrators and entities that are known to block or to loop. */
final class SlowLane implements AutoCloseable {

  /** Code that never ends fills them, and keeps only others of its kind waiting. */
  private static final int MOST_THREADS = 16;

  private final Set<String> functions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MOST_THREADS,
          MOST_THREADS,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(),
          work -> daemon(work, "perdura-slow-" + number.incrementAndGet()));

  SlowLane() {
    threads.allowCoreThreadTimeOut(true);
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  void add(String function) {
    functions.add(function.toLowerCase(Locale.ROOT));
  }

  boolean isKnown(String function) {
    return !functions.isEmpty() && functions.contains(function.toLowerCase(Locale.ROOT));
  }

  void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
