package io.perdura.dispatcher;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for work in the database again and again: often while there is some, less and less often,
 * down to once a second, when there is none.
 */
final class PollLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
  private static final long IDLE_MILLIS = 1_000;

  private final String name;
  private final long busyMillis;
  private final BooleanSupplier look;
  private final Mailbox<Boolean> stopSignal = new Mailbox<>();

  /**
   * @param busyMillis pause after a look that found something
   * @param look whether there may be more to find soon
   */
  PollLoop(String name, long busyMillis, BooleanSupplier look) {
    this.name = name;
    this.busyMillis = busyMillis;
    this.look = look;
  }

  String name() {
    return name;
  }

  @Override
  public void run() {
    long pause = IDLE_MILLIS;
    try {
      while (!stopSignal.isClosed()) {
        stopSignal.take(1, TimeUnit.MILLISECONDS.toNanos(pause));
        pause = lookSafely() ? busyMillis : Math.min(pause * 2, IDLE_MILLIS);
      }
    } catch (InterruptedException e) {
      log.warn("The job {} was interrupted and ends", name);
    }
  }

  private boolean lookSafely() {
    try {
      return look.getAsBoolean();
    } catch (RuntimeException | Error e) {
      log.error("The job {} has failed and goes on", name, e);
      return false;
    }
  }

  void close() {
    stopSignal.close();
  }
}
