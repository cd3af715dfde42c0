package io.perdura.taskhub;

import io.perdura.orchestration.EntityInstanceId;
import java.time.Instant;

/**
 * An entity as stored.
 *
 * @param partition partition of the id's text form
 * @param state JSON text; null when it was not asked for, or when the entity is only locked
 * @param lastTurn unique number of the turn that wrote the row
 * @param lock null when nobody holds it
 */
public record EntityRow(
    EntityInstanceId id,
    int partition,
    String state,
    Instant lastOperationTime,
    long lastTurn,
    EntityLock lock) {}
