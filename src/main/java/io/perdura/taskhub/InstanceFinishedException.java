package io.perdura.taskhub;

/** The instance has finished and takes no more messages. */
public final class InstanceFinishedException extends TaskHubException {

  public InstanceFinishedException(String instanceId) {
    super("The instance '%s' has finished".formatted(instanceId));
  }
}
