package io.perdura.replay;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EventRaised;
import io.perdura.history.ExecutionCompleted;
import io.perdura.history.ExecutionParked;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.ExecutionUnparked;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.TaskFailedException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The loop at the heart of replay: while the orchestrator waits, it takes event after event, the
 * past ones first, until one of them ends the wait.
 */
final class ReplayState {

  private record ExpectedTask(
      String name, Consumer<String> completed, Consumer<RuntimeException> failed) {}

  private final HistoryCursor cursor;
  private final Runnable whenEventsRunOut;
  private final ActionLog actions = new ActionLog();
  private final ExternalEvents externalEvents = new ExternalEvents();
  private final Map<Integer, ExpectedTask> tasks = new HashMap<>();
  private final Map<Integer, Runnable> timers = new HashMap<>();
  private final Deque<HistoryEvent> heldBack = new ArrayDeque<>();
  private ExecutionStarted started;
  private boolean suspended;
  private boolean parked;
  private boolean waitsForStartTime;
  private Instant now;
  private boolean unwound;
  private boolean endRewound;
  private NonDeterministicOrchestratorException mismatch;

  /**
   * @param whenEventsRunOut returns once the cursor has more events, or throws {@link
   *     OrchestratorUnwind}
   */
  ReplayState(HistoryCursor cursor, Runnable whenEventsRunOut) {
    this.cursor = cursor;
    this.whenEventsRunOut = whenEventsRunOut;
  }

  ActionLog actions() {
    return actions;
  }

  ExternalEvents externalEvents() {
    return externalEvents;
  }

  ExecutionStarted started() {
    return started;
  }

  Instant now() {
    return now;
  }

  boolean isReplaying() {
    return cursor.inPast();
  }

  boolean isUnwound() {
    return unwound;
  }

  NonDeterministicOrchestratorException mismatch() {
    return mismatch;
  }

  /** An author's code that caught the unwinding must not do anything more. */
  void requireRunning() {
    if (unwound) {
      throw OrchestratorUnwind.INSTANCE;
    }
  }

  void expectTask(
      int id, String name, Consumer<String> completed, Consumer<RuntimeException> failed) {
    tasks.put(id, new ExpectedTask(name, completed, failed));
  }

  void expectTimer(int id, Runnable whenFired) {
    timers.put(id, whenFired);
  }

  /** Reads on to where the orchestrator begins. */
  void pullUntilStarted() {
    pullUntil(() -> started != null && now != null && !waitsForStartTime && !isHeld());
  }

  private void begin(ExecutionStarted start) {
    started = start;
    if (start.firstEventId() != null) {
      actions.startAt(start.firstEventId());
    }
    if (start.scheduledStartTime() != null) {
      waitsForStartTime = true;
      expectTimer(Action.START_TIMER, () -> waitsForStartTime = false);
    }
  }

  /**
   * Ends the run where the code continues as new.
   *
   * @return what it has not processed, in the order it came
   * @throws OrchestratorUnwind when history goes on instead
   */
  List<HistoryEvent> takeUnprocessed() {
    List<HistoryEvent> unprocessed = new ArrayList<>(externalEvents.takeAllKept());
    unprocessed.addAll(heldBack);
    while (cursor.hasNext()) {
      HistoryEvent event = cursor.next();
      if (isFurtherTurn(event)) {
        fail(furtherTurn(event, "continued as new"));
      } else if (ActionIdentity.of(event) == null) {
        unprocessed.add(event);
      }
    }
    return unprocessed;
  }

  /** Leaves the author's code for good. */
  void unwind() {
    unwound = true;
    throw OrchestratorUnwind.INSTANCE;
  }

  void pullUntil(BooleanSupplier reached) {
    requireRunning();
    while (!reached.getAsBoolean()) {
      if (!isHeld() && !heldBack.isEmpty()) {
        applyOrUnwind(heldBack.poll());
      } else if (cursor.hasNext()) {
        applyOrUnwind(cursor.next());
      } else {
        pause();
      }
    }
  }

  private void pause() {
    try {
      whenEventsRunOut.run();
    } catch (OrchestratorUnwind unwind) {
      unwound = true;
      throw unwind;
    }
  }

  private void applyOrUnwind(HistoryEvent event) {
    try {
      apply(event);
    } catch (NonDeterministicOrchestratorException e) {
      fail(e);
    }
  }

  private void fail(NonDeterministicOrchestratorException e) {
    mismatch = e;
    unwind();
  }

  private static NonDeterministicOrchestratorException furtherTurn(
      HistoryEvent event, String ending) {
    return new NonDeterministicOrchestratorException(
        "a further turn at " + event.timestamp(), "the code had " + ending + " before it");
  }

  /**
   * After the orchestrator has ended: history may confirm its last actions, but must not go on.
   * Results that came with the end reach nobody, so that no failed task is tried again.
   *
   * @throws NonDeterministicOrchestratorException when it does
   */
  void requireNoMoreTurns(String ending) {
    while (cursor.hasNext()) {
      HistoryEvent event = cursor.next();
      if (isFurtherTurn(event)) {
        throw furtherTurn(event, ending);
      } else if (!(event instanceof OrchestratorStarted) && !isResult(event)) {
        apply(event);
      }
    }
  }

  /** Where the run failed before it was rewound, history goes on and the code need not. */
  private boolean isFurtherTurn(HistoryEvent event) {
    if (event instanceof GenericEvent generic) {
      endRewound |= generic.wasEnd();
    } else if (event instanceof OrchestratorStarted) {
      boolean further = !endRewound;
      endRewound = false;
      return further;
    }
    return false;
  }

  private void apply(HistoryEvent event) {
    if (isHeld() && isResult(event)) {
      heldBack.add(event);
    } else if (event instanceof ExecutionSuspended) {
      suspended = true;
    } else if (event instanceof ExecutionResumed) {
      suspended = false;
    } else if (event instanceof ExecutionParked) {
      parked = true;
    } else if (event instanceof ExecutionUnparked) {
      parked = false;
    } else if (isFurtherTurn(event)) {
      actions.requireNoneOpen();
      now = event.timestamp();
    } else if (event instanceof OrchestratorStarted) {
      now = event.timestamp();
    } else if (event instanceof ExecutionStarted start) {
      begin(start);
    } else if (ActionIdentity.of(event) != null) {
      actions.confirm(ActionIdentity.of(event));
    } else if (event instanceof TaskCompleted completed) {
      complete(completed.taskScheduledId(), completed.result());
    } else if (event instanceof SubOrchestrationInstanceCompleted completed) {
      complete(completed.taskScheduledId(), completed.result());
    } else if (event instanceof TaskFailed failed) {
      fail(failed.taskScheduledId(), failed.failureDetails());
    } else if (event instanceof SubOrchestrationInstanceFailed failed) {
      fail(failed.taskScheduledId(), failed.failureDetails());
    } else if (event instanceof EntityOperationCompleted completed) {
      complete(completed.taskScheduledId(), completed.result());
    } else if (event instanceof EntityOperationFailed failed) {
      fail(failed.taskScheduledId(), failed.failureDetails());
    } else if (event instanceof EntityLockGranted granted) {
      complete(granted.taskScheduledId(), null);
    } else if (event instanceof TimerFired fired) {
      expected(timers.remove(fired.timerId()), "a timer that fired", fired.timerId()).run();
    } else if (event instanceof EventRaised raised) {
      externalEvents.raise(raised);
    } else if (event instanceof ExecutionTerminated || event instanceof ExecutionCompleted) {
      throw new IllegalStateException("A finished instance has no further turns");
    }
  }

  private void complete(int taskId, String result) {
    expectedTask(taskId).completed().accept(result);
  }

  private void fail(int taskId, FailureDetails failure) {
    ExpectedTask task = expectedTask(taskId);
    task.failed().accept(new TaskFailedException(task.name(), taskId, failure));
  }

  /** Whether results and events wait before they reach the orchestrator. */
  private boolean isHeld() {
    return suspended || parked;
  }

  /** Events that make the orchestrator's code go on. */
  private static boolean isResult(HistoryEvent event) {
    return event instanceof TaskCompleted
        || event instanceof TaskFailed
        || event instanceof SubOrchestrationInstanceCompleted
        || event instanceof SubOrchestrationInstanceFailed
        || event instanceof EntityOperationCompleted
        || event instanceof EntityOperationFailed
        || event instanceof EntityLockGranted
        || event instanceof TimerFired
        || event instanceof EventRaised;
  }

  private ExpectedTask expectedTask(int id) {
    return expected(tasks.remove(id), "the end of an activity, sub-orchestration or call", id);
  }

  private static <T> T expected(T present, String what, int id) {
    if (present == null) {
      throw new NonDeterministicOrchestratorException(
          "%s (event #%d)".formatted(what, id), "the code did not ask for it");
    }
    return present;
  }
}
