package io.perdura.taskhub;

import java.time.Instant;

/**
 * Which entities to list; all filters combine with AND.
 *
 * @param name exact, in any letter case, or null
 * @param lastOperationTimeFrom inclusive, or null
 * @param lastOperationTimeTo inclusive, or null
 * @param fetchState whether to read the states
 * @param afterEntityId only ids behind this text in the listing's order, or null for the first page
 * @param pageSize at least 1
 */
public record EntityQuery(
    String name,
    Instant lastOperationTimeFrom,
    Instant lastOperationTimeTo,
    boolean fetchState,
    String afterEntityId,
    int pageSize) {}
