package io.perdura.taskhub;

import io.perdura.history.ExecutionStarted;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;
import java.util.Map;

/**
 * A checked request to start an instance.
 *
 * @param instanceId given or generated
 * @param generatedId whether the id was generated, so that no instance can have it yet
 * @param name orchestrator name as the caller wrote it
 * @param input JSON text or null
 * @param version which version of the orchestrator, or null when it has none
 * @param tags shown with the instance; may be empty
 * @param startTime when it begins, or null for now
 * @param onConflict what to do when an instance has the id
 */
public record StartRequest(
    String instanceId,
    boolean generatedId,
    String name,
    String input,
    String version,
    Map<String, String> tags,
    Instant startTime,
    ConflictPolicy onConflict) {

  /** The event this start becomes. */
  public ExecutionStarted event(Instant now) {
    return new ExecutionStarted(
        now, name, input, version, tags.isEmpty() ? null : tags, null, startTime, null);
  }

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
