package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;

/**
 * A checked request to start an instance.
 *
 * @param instanceId given or generated
 * @param generatedId whether the id was generated, so that no instance can have it yet
 * @param name orchestrator name as the caller wrote it
 * @param input JSON text or null
 * @param onConflict what to do when an instance has the id
 */
public record StartRequest(
    String instanceId, boolean generatedId, String name, String input, ConflictPolicy onConflict) {

  /** What becomes of an instance that has the id. */
  public enum Decision {
    REFUSE,
    USE,
    REPLACE
  }

  /** What this start makes of an instance in this status that has the id. */
  public Decision decide(OrchestrationRuntimeStatus present) {
    return switch (onConflict) {
      case REPLACE_FINISHED -> present.isTerminal() ? Decision.REPLACE : Decision.REFUSE;
      case REJECT -> Decision.REFUSE;
      case USE_EXISTING -> Decision.USE;
      case TERMINATE_AND_RESTART -> Decision.REPLACE;
    };
  }
}
