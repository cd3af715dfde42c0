package io.perdura.dispatcher;

import java.util.concurrent.CompletableFuture;

/** Tells those who handed in a delivery what became of it. */
final class Answers {

  private Answers() {}

  /** Whether somebody waits for the answer. */
  static boolean isAwaited(Delivery delivery) {
    return answer(delivery) != null;
  }

  static void accepted(Delivery delivery) {
    CompletableFuture<Void> answer = answer(delivery);
    if (answer != null) {
      answer.complete(null);
    }
  }

  static void failed(Delivery delivery, RuntimeException reason) {
    CompletableFuture<Void> answer = answer(delivery);
    if (answer != null) {
      answer.completeExceptionally(reason);
    }
  }

  private static CompletableFuture<Void> answer(Delivery delivery) {
    if (delivery instanceof Delivery.Start start) {
      return start.answer();
    }
    if (delivery instanceof Delivery.Direct direct) {
      return direct.answer();
    }
    return delivery instanceof Delivery.Purge purge ? purge.answer() : null;
  }
}
