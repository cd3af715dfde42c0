package io.perdura.replay;

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

  /** Ids begin here instead of at 0. */
  void startAt(int firstId) {
    nextId = firstId;
  }

  int nextId() {
    return nextId++;
  }

  void add(Action action) {
    open.add(action);
  }

  /**
   * Takes the oldest open action for what history says was done.
   *
   * @throws NonDeterministicOrchestratorException when it is another one
   */
  void confirm(ActionIdentity inHistory) {
    Action action = open.poll();
    if (action == null) {
      throw new NonDeterministicOrchestratorException(
          inHistory.toString(), "the code asked for nothing");
    }
    ActionIdentity inCode = ActionIdentity.of(action);
    if (!inCode.equals(inHistory)) {
      throw new NonDeterministicOrchestratorException(
          inHistory.toString(), "the code asked for " + inCode);
    }
  }

  /** Nothing may be open where a later turn begins: history holds all that earlier turns did. */
  void requireNoneOpen() {
    if (!open.isEmpty()) {
      throw new NonDeterministicOrchestratorException(
          "nothing after event #%d".formatted(open.peek().id() - 1),
          "the code asked for " + ActionIdentity.of(open.peek()));
    }
  }

  /** The actions to carry out; they count as history from now on. */
  List<Action> drain() {
    List<Action> drained = new ArrayList<>(open);
    open.clear();
    return drained;
  }
}
