package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;

/**
 * A run whose stored row is to be written anew.
 *
 * @param statusBefore what the stored row says
 */
public record ChangedRun(OrchestrationRuntimeStatus statusBefore, InstanceRow row) {}
