package io.perdura.history;

/** An event that goes to an entity. */
public sealed interface EntityMessage extends HistoryEvent
    permits EntityOperationSignaled, EntityOperationCalled, EntityLockRequested, EntityUnlockSent {}
