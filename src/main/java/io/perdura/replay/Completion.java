package io.perdura.replay;

import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.OrchestrationRuntimeStatus;

/**
 * How an orchestrator ended.
 *
 * @param id event id in history
 * @param status Completed or Failed
 * @param result JSON text or null
 * @param failure null unless Failed
 */
public record Completion(
    int id, OrchestrationRuntimeStatus status, String result, FailureDetails failure) {}
