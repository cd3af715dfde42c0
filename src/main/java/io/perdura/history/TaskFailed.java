package io.perdura.history;

import io.perdura.orchestration.FailureDetails;
import java.time.Instant;

/** The activity of {@link TaskScheduled} {@code taskScheduledId} threw. */
public record TaskFailed(Instant timestamp, int taskScheduledId, FailureDetails failureDetails)
    implements HistoryEvent {}
