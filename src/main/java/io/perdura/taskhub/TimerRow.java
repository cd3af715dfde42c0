package io.perdura.taskhub;

import java.time.Instant;

/**
 * An armed timer.
 *
 * @param instanceKey the run that waits for it
 * @param timerId its event id in that run's history
 * @param partition partition of the instance
 */
public record TimerRow(long instanceKey, int timerId, int partition, Instant fireAt) {}
