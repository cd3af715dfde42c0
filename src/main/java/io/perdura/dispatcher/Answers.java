package io.perdura.dispatcher;

/** Tells those who handed in a delivery, if they wait, what became of it. */
final class Answers {

  private Answers() {}

  static void accepted(Delivery delivery) {
    if (delivery instanceof Delivery.Awaited awaited) {
      awaited.answer().complete(null);
    }
  }

  static void failed(Delivery delivery, RuntimeException reason) {
    if (delivery instanceof Delivery.Awaited awaited) {
      awaited.answer().completeExceptionally(reason);
    }
  }
}
