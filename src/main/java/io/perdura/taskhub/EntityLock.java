package io.perdura.taskhub;

/**
 * Who holds the lock of an entity.
 *
 * @param ownerKey the run
 * @param lockId event id of its EntityLockRequested
 */
public record EntityLock(long ownerKey, int lockId) {}
