package io.perdura.dispatcher;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs authors' code on the partition's own thread, which costs nothing, for as long as the code
 * behaves. When it keeps the thread, another one goes on with the partition, and what comes out
 * late is handed in later. Functions known for that run in the slow lane from then on.
 */
final class AuthorCode {

  private static final Logger log = LoggerFactory.getLogger(AuthorCode.class);

  /** How often code is looked at, by its partition's supervisor. */
  static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** So often code may be found at work; a process that stands still looks only once meanwhile. */
  private static final int MOST_LOOKS = 4;

  /** Tells a thread that another one runs its partition now; it must touch nothing of it. */
  static final class Replaced extends RuntimeException {

    private static final long serialVersionUID = 1;

    Replaced() {
      super("Another thread runs the partition now", null, false, false);
    }
  }

  private record Running(String function, String subject) {}

  private final AtomicReference<Running> running = new AtomicReference<>();
  private final SlowLane slowLane;
  private Running lookedAt;
  private int looks;

  AuthorCode(SlowLane slowLane) {
    this.slowLane = slowLane;
  }

  /**
   * Runs code and takes what it returns.
   *
   * @param code throws nothing
   * @param function name of the function
   * @param subject whom it works for, for messages
   * @param late takes the result on another thread if it comes too late
   * @return null when the result comes later
   * @throws Replaced when the caller's thread no longer runs the partition
   */
  <T> T run(String function, String subject, Supplier<T> code, Consumer<T> late) {
    if (slowLane.isKnown(function)) {
      slowLane.execute(() -> late.accept(code.get()));
      return null;
    }
    Running mine = new Running(function, subject);
    running.set(mine);
    T result = code.get();
    if (running.compareAndSet(mine, null)) {
      return result;
    }
    late.accept(result);
    throw new Replaced();
  }

  /**
   * Takes the partition from code that has kept it too long; whether it did. For the supervisor
   * only.
   */
  boolean takeFromSlowCode() {
    Running now = running.get();
    looks = now == lookedAt ? looks + 1 : 1;
    lookedAt = now;
    if (now == null || looks <= MOST_LOOKS || !running.compareAndSet(now, null)) {
      return false;
    }
    slowLane.add(now.function());
    log.warn(
        "The function '{}' has kept its thread for {} ms, now for '{}'. Orchestrators and entities"
            + " must not sleep, loop for long or do I/O: leave that to activities and timers",
        now.function(),
        BETWEEN_LOOKS.multipliedBy(MOST_LOOKS).toMillis(),
        now.subject());
    return true;
  }
}
