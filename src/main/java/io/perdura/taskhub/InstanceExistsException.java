package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;

/** A live instance has the id that a start asked for. */
public final class InstanceExistsException extends TaskHubException {

  public InstanceExistsException(OrchestrationRuntimeStatus status) {
    super(
        "An Orchestration instance with the status %s already exists."
            .formatted(status.wireName()));
  }
}
