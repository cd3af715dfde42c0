package io.perdura.bootstrap;

/** The application cannot start; the message tells an operator why. */
final class StartupException extends RuntimeException {

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
