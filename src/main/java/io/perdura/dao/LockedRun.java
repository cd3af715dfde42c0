package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;

/** A run whose row nobody else changes until the transaction ends, and as what it is counted. */
record LockedRun(
    long key, int partition, OrchestrationRuntimeStatus status, String name, Instant createdTime) {}
