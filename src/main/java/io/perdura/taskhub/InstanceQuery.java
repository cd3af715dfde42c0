package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;
import java.util.Set;

/**
 * Which instances to list; all filters combine with AND.
 *
 * @param createdTimeFrom inclusive, or null
 * @param createdTimeTo inclusive, or null
 * @param statuses any of these; all when empty
 * @param instanceIdPrefix case-sensitive, or null
 * @param afterInstanceId only ids behind this one in the listing's order, or null for the first
 *     page
 * @param pageSize at least 1
 */
public record InstanceQuery(
    Instant createdTimeFrom,
    Instant createdTimeTo,
    Set<OrchestrationRuntimeStatus> statuses,
    String instanceIdPrefix,
    String afterInstanceId,
    int pageSize) {}
