package io.perdura.dispatcher;

import io.perdura.orchestration.FailureDetails;
import io.perdura.taskhub.InboxMessage;
import java.util.List;

/**
 * What an operation on an entity led to.
 *
 * @param state of the entity afterwards, JSON text or null
 * @param result JSON text or null
 * @param failure why it failed, or null
 * @param messages what it sent to others; none when it failed
 */
record OperationOutcome(
    String state, String result, FailureDetails failure, List<InboxMessage> messages) {}
