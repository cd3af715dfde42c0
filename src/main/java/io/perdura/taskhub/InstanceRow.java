package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;

/**
 * One run of an instance as stored. A later run under the same id has another key.
 *
 * @param key identifies this run in every table
 * @param partition partition of {@code instanceId}
 * @param name orchestrator name as given at start
 * @param inFlight whether an activity is scheduled whose result is not in history
 * @param input JSON text or null
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
    String input,
    String customStatus,
    String output,
    Instant createdTime,
    Instant lastUpdatedTime) {}
