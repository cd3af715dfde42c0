/**
 * Runs orchestrator functions: past events and new events go in, actions come out. Knows nothing of
 * databases, schedulers, HTTP or the wall clock.
 */
package io.perdura.replay;
