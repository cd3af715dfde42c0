package io.perdura.history;

import java.time.Instant;

/**
 * Somebody signalled an entity: it carries out the operation and nobody waits for a result. The
 * input is JSON text or null.
 */
public record EntityOperationSignaled(Instant timestamp, String operation, String input)
    implements HistoryEvent {}
