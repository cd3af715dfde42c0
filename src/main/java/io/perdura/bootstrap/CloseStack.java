package io.perdura.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, last first, whatever fails on the way. */
final class CloseStack implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

  /** Something to be closed. */
  @FunctionalInterface
  interface Closing {
    void close() throws Exception;
  }

  private final Deque<Closing> opened = new ArrayDeque<>();

  void add(Closing closing) {
    opened.push(closing);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("Something did not close cleanly", e);
      }
    }
  }
}
