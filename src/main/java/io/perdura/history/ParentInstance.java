package io.perdura.history;

/**
 * The run that waits for a sub-orchestration, for the result of a call, or for locks.
 *
 * @param name its orchestrator
 * @param instanceKey the run; a later run under the same id is not meant
 * @param taskScheduledId event id of its SubOrchestrationInstanceCreated, EntityOperationCalled or
 *     EntityLockRequested
 */
public record ParentInstance(
    String name, String instanceId, long instanceKey, int taskScheduledId) {}
