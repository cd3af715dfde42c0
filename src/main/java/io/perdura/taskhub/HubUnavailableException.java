package io.perdura.taskhub;

/** The database cannot be reached now; the same request may succeed later. */
public final class HubUnavailableException extends TaskHubException {

  public HubUnavailableException(String message) {
    super(message);
  }

  public HubUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
