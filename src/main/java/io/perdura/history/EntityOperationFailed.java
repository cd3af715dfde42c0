package io.perdura.history;

import io.perdura.orchestration.FailureDetails;
import java.time.Instant;

/** The operation of {@link EntityOperationCalled} {@code taskScheduledId} threw. */
public record EntityOperationFailed(
    Instant timestamp, int taskScheduledId, FailureDetails failureDetails)
    implements HistoryEvent {}
