package io.perdura.dispatcher;

/** Tells those who handed in a delivery what became of it. */
final class Answers {

  private Answers() {}

  /** Whether somebody waits for the answer. */
  static boolean isAwaited(Delivery delivery) {
    return delivery instanceof Delivery.Start || delivery instanceof Delivery.Direct;
  }

  static void accepted(Delivery delivery) {
    if (delivery instanceof Delivery.Start start) {
      start.answer().complete(null);
    } else if (delivery instanceof Delivery.Direct direct) {
      direct.answer().complete(null);
    }
  }

  static void failed(Delivery delivery, RuntimeException reason) {
    if (delivery instanceof Delivery.Start start) {
      start.answer().completeExceptionally(reason);
    } else if (delivery instanceof Delivery.Direct direct) {
      direct.answer().completeExceptionally(reason);
    }
  }
}
