package io.perdura.history;

import java.time.Instant;

/**
 * The orchestrator called an entity: it carries out the operation and answers with {@link
 * EntityOperationCompleted} or {@link EntityOperationFailed}. The same event is the message to the
 * entity.
 *
 * @param entityId {@code @name@key}
 * @param input JSON text or null
 * @param caller the run that waits for the answer
 */
public record EntityOperationCalled(
    Instant timestamp,
    int eventId,
    String entityId,
    String operation,
    String input,
    ParentInstance caller)
    implements EntityMessage {}
