package io.perdura.taskhub;

import io.perdura.history.HistoryEvent;

/**
 * An event on its way to an instance.
 *
 * @param sequence its place in the inbox table, 0 while not stored
 * @param instanceId the receiver
 */
public record InboxMessage(long sequence, String instanceId, HistoryEvent event) {}
