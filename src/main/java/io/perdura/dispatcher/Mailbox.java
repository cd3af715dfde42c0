package io.perdura.dispatcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue that its one reader empties in batches, sleeping while there is nothing. Writers may be
 * many.
 */
final class Mailbox<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filledOrClosed = lock.newCondition();
  private final Deque<T> items = new ArrayDeque<>();
  private boolean closed;

  /** Adds an item; false once the mailbox is closed. */
  boolean offer(T item) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      items.add(item);
      if (items.size() == 1) {
        filledOrClosed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes up to {@code most} items, waiting for the first of them.
   *
   * @param nanos how long to wait at most
   * @return empty when the time is up or the mailbox is closed
   */
  List<T> take(int most, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (items.isEmpty() && !closed && left > 0) {
        left = filledOrClosed.awaitNanos(left);
      }
      List<T> taken = new ArrayList<>(Math.min(most, items.size()));
      while (taken.size() < most && !items.isEmpty()) {
        taken.add(items.poll());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more items, wakes the reader, and returns what was never taken. */
  List<T> close() {
    lock.lock();
    try {
      closed = true;
      filledOrClosed.signalAll();
      List<T> left = new ArrayList<>(items);
      items.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
