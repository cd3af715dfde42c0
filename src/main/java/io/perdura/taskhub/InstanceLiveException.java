package io.perdura.taskhub;

/** The operation is for finished instances, and this one is live. */
public final class InstanceLiveException extends TaskHubException {

  public InstanceLiveException(String message) {
    super(message);
  }
}
