package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;

/** An instance has the id that a start asked for, and is not to be replaced. */
public final class InstanceExistsException extends TaskHubException {

  private final OrchestrationRuntimeStatus status;

  public InstanceExistsException(OrchestrationRuntimeStatus status) {
    super(
        "An Orchestration instance with the status %s already exists."
            .formatted(status.wireName()));
    this.status = status;
  }

  /** The status of the instance that is there. */
  public OrchestrationRuntimeStatus status() {
    return status;
  }
}
