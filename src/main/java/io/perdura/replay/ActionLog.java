package io.perdura.replay;

import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The actions an orchestrator asked for that history does not hold yet. During replay each is
 * compared, by number, kind and name, with what history says was done.
 */
final class ActionLog {

  private final Deque<Action> open = new ArrayDeque<>();
  private int nextId;

  int nextId() {
    return nextId++;
  }

  void add(Action action) {
    open.add(action);
  }

  void confirm(TaskScheduled event) {
    Action action = open.poll();
    boolean same =
        action instanceof Action.ScheduleTask task
            && task.id() == event.eventId()
            && task.name().equals(event.name());
    requireSame(same, describeTask(event.eventId(), event.name()), action);
  }

  void confirm(TimerCreated event) {
    Action action = open.poll();
    boolean same = action instanceof Action.CreateTimer && action.id() == event.eventId();
    requireSame(same, describeTimer(event.eventId()), action);
  }

  private static void requireSame(boolean same, String inHistory, Action action) {
    if (!same) {
      throw new NonDeterministicOrchestratorException(
          inHistory,
          action == null ? "the code asked for nothing" : "the code asked for " + describe(action));
    }
  }

  /** Nothing may be open where a later turn begins: history holds all that earlier turns did. */
  void requireNoneOpen() {
    if (!open.isEmpty()) {
      throw new NonDeterministicOrchestratorException(
          "nothing after event #%d".formatted(open.peek().id() - 1),
          "the code asked for " + describe(open.peek()));
    }
  }

  /** The actions to carry out; they count as history from now on. */
  List<Action> drain() {
    List<Action> drained = new ArrayList<>(open);
    open.clear();
    return drained;
  }

  private static String describe(Action action) {
    return action instanceof Action.ScheduleTask task
        ? describeTask(task.id(), task.name())
        : describeTimer(action.id());
  }

  private static String describeTask(int id, String name) {
    return "activity '%s' (event #%d)".formatted(name, id);
  }

  private static String describeTimer(int id) {
    return "a timer (event #%d)".formatted(id);
  }
}
