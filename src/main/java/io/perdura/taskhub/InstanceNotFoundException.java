package io.perdura.taskhub;

/** No instance has this id. */
public final class InstanceNotFoundException extends TaskHubException {

  public InstanceNotFoundException(String instanceId) {
    super("No instance has the id '%s'".formatted(instanceId));
  }
}
