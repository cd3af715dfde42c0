package io.perdura.taskhub;

/** The request names a task hub or connection that is not configured. */
public final class UnknownTaskHubException extends TaskHubException {

  public UnknownTaskHubException(String message) {
    super(message);
  }
}
