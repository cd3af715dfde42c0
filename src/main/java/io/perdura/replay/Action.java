package io.perdura.replay;

import java.time.Instant;

/** What an orchestrator asks for when it yields; the id becomes the event id in history. */
public sealed interface Action {

  int id();

  /** Run an activity. The input is JSON text or null. */
  record ScheduleTask(int id, String name, String input) implements Action {}

  record CreateTimer(int id, Instant fireAt) implements Action {}
}
