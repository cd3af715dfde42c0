package io.perdura.history;

import java.time.Instant;

/**
 * What a rewind leaves in the place of an event that no longer counts. The data is plain text or
 * null.
 */
public record GenericEvent(Instant timestamp, String data) implements HistoryEvent {}
