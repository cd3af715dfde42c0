package io.perdura.history;

import java.time.Instant;

/**
 * The engine cannot go on with the instance: until it is unparked its code takes no further events.
 *
 * @param reason what is wrong and what would help
 */
public record ExecutionParked(Instant timestamp, String reason) implements HistoryEvent {}
