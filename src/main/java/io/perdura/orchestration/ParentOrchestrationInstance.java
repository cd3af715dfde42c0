package io.perdura.orchestration;

/**
 * The instance that called a sub-orchestration.
 *
 * @param name its orchestrator
 */
public record ParentOrchestrationInstance(String name, String instanceId) {}
