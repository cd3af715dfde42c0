package io.perdura.history;

import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;

/**
 * The instance reached its end.
 *
 * @param result JSON text or null
 * @param failureDetails null unless the status is Failed
 */
public record ExecutionCompleted(
    Instant timestamp,
    int eventId,
    OrchestrationRuntimeStatus status,
    String result,
    FailureDetails failureDetails)
    implements HistoryEvent {}
