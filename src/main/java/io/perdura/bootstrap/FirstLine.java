package io.perdura.bootstrap;

/** Messages of drivers and libraries, shortened to what an operator wants to read first. */
final class FirstLine {

  private FirstLine() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}
