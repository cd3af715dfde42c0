package io.perdura.taskhub;

import io.perdura.history.ExecutionStarted;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;
import java.util.Map;

/**
 * One run of an instance as stored. A later run under the same id has another key.
 *
 * @param key identifies this run in every table
 * @param partition partition of {@code instanceId}
 * @param name orchestrator name as given at start
 * @param inFlight whether an activity is scheduled whose result is not in history
 * @param input JSON text or null
 * @param version which version of the orchestrator runs it, or null
 * @param tags given at start; empty when there were none
 * @param waitingReason why the engine cannot go on with it for now, or null
 * @param customStatus JSON text or null
 * @param output JSON text or null
 * @param lastUpdatedTime last persisted change
 */
public record InstanceRow(
    long key,
    int partition,
    String instanceId,
    String name,
    OrchestrationRuntimeStatus status,
    boolean inFlight,
    String version,
    Map<String, String> tags,
    String waitingReason,
    String input,
    String customStatus,
    String output,
    Instant createdTime,
    Instant lastUpdatedTime) {

  /** A run that is about to begin. */
  public static InstanceRow pending(
      long key, int partition, String instanceId, ExecutionStarted started) {
    return new InstanceRow(
        key,
        partition,
        instanceId,
        started.name(),
        OrchestrationRuntimeStatus.PENDING,
        false,
        started.version(),
        started.tags() == null ? Map.of() : started.tags(),
        null,
        started.input(),
        null,
        null,
        started.timestamp(),
        started.timestamp());
  }
}
