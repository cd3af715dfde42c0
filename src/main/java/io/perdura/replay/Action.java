package io.perdura.replay;

import io.perdura.history.Retry;
import java.time.Instant;
import java.util.List;

/** What an orchestrator asks for when it yields; the id becomes the event id in history. */
public sealed interface Action {

  /** Id of the timer that begins an instance with a start time; no action has it. */
  int START_TIMER = -1;

  int id();

  /**
   * Run an activity.
   *
   * @param input JSON text or null
   * @param retry null for a first attempt
   */
  record ScheduleTask(int id, String name, String input, Retry retry) implements Action {}

  /**
   * @param retried id of the task that failed and is tried again after this timer, or null
   */
  record CreateTimer(int id, Instant fireAt, Integer retried) implements Action {}

  /**
   * Start another orchestration and report its end.
   *
   * @param input JSON text or null
   * @param retry null for a first attempt
   */
  record CreateSubOrchestration(int id, String name, String instanceId, String input, Retry retry)
      implements Action {}

  /** Raise an event to another instance. The input is JSON text. */
  record SendEvent(int id, String instanceId, String name, String input) implements Action {}

  /**
   * Have an entity carry out an operation.
   *
   * @param input JSON text or null
   * @param scheduledTime not before, or null
   */
  record SignalEntity(
      int id, String entityId, String operation, String input, Instant scheduledTime)
      implements Action {}

  /** As above, and report its result. The input is JSON text or null. */
  record CallEntity(int id, String entityId, String operation, String input) implements Action {}

  /** Lock these entities, in this order, and report when all are. */
  record LockEntities(int id, List<String> lockSet) implements Action {}

  /**
   * Unlock an entity.
   *
   * @param lockId id of the action that locked it
   */
  record UnlockEntity(int id, String entityId, int lockId) implements Action {}
}
