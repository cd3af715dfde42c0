package io.perdura.history;

import io.perdura.orchestration.FailureDetails;
import java.time.Instant;

/**
 * The child of {@link SubOrchestrationInstanceCreated} {@code taskScheduledId} failed, was
 * terminated or could not be started.
 */
public record SubOrchestrationInstanceFailed(
    Instant timestamp, int taskScheduledId, FailureDetails failureDetails)
    implements HistoryEvent {}
