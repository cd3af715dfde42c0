package io.perdura.history;

import java.time.Instant;

/**
 * What makes a scheduled activity or sub-orchestration a further attempt at one that failed.
 *
 * @param attempt its number; the first attempt, which has no such mark, is 1
 * @param firstId event id of the first attempt
 * @param firstTime when the first attempt was scheduled
 */
public record Retry(int attempt, int firstId, Instant firstTime) {}
