package io.perdura.dispatcher;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes keys for runs of instances: unique for ever, because no two processes have the same node
 * number, and rising, so that new rows stand side by side.
 */
final class InstanceKeys {

  /** 2^40 runs for each start of a process; 2^23 starts. */
  private static final int COUNTER_BITS = 40;

  private final AtomicLong next;

  InstanceKeys(long nodeNumber) {
    this.next = new AtomicLong(nodeNumber << COUNTER_BITS);
  }

  long next() {
    return next.getAndIncrement();
  }
}
