package io.perdura.taskhub;

import io.perdura.history.HistoryEvent;

/**
 * An event on its way to a run of an instance.
 *
 * @param sequence its place in the inbox table, 0 while not stored
 * @param instanceKey the run it is for; a later run under the same id never sees it
 * @param partition partition of the instance
 */
public record InboxMessage(long sequence, long instanceKey, int partition, HistoryEvent event) {}
