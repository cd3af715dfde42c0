package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.EventRaised;
import io.perdura.history.EventSent;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.HistoryEvent;
import io.perdura.history.OrchestratorStarted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.history.TimerFired;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.TaskOrchestration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An orchestrator run turn by turn. Every turn is run twice, re-executed and on a parked thread,
 * and both must do the same.
 */
final class Replayed {

  private static final Instant BEGIN = Instant.parse("2026-03-01T09:15:42Z");

  private final List<HistoryEvent> history = new ArrayList<>();
  private final FunctionRegistry functions = new FunctionRegistry();
  private final LiveOrchestrator live;
  private boolean liveStarted;
  private Instant now = BEGIN;
  private TurnOutcome outcome;

  private Replayed(TaskOrchestration code) {
    functions.addOrchestrator("Test", () -> code, "test");
    OrchestratorThreads threads = OrchestratorThreads.create();
    threads.tryReserve();
    live = new LiveOrchestrator(this::newRun, threads);
  }

  private OrchestratorRun newRun(HistoryCursor cursor, Runnable whenEventsRunOut) {
    return new OrchestratorRun(
        "instance", functions, new DataConverter(), cursor, whenEventsRunOut);
  }

  static Replayed start(TaskOrchestration code) {
    Replayed run = new Replayed(code);
    run.turn(new ExecutionStarted(BEGIN, "Test", null));
    return run;
  }

  /** Goes on from a history that other code made. */
  static TurnOutcome replay(TaskOrchestration changedCode, Replayed recorded, HistoryEvent next) {
    Replayed run = new Replayed(changedCode);
    run.history.addAll(recorded.history);
    run.now = recorded.now;
    run.turn(next);
    return run.outcome;
  }

  void taskCompleted(int id, String result) {
    turn(new TaskCompleted(now, id, result));
  }

  void taskFailed(int id, Throwable failure) {
    turn(failed(id, failure));
  }

  HistoryEvent failed(int id, Throwable failure) {
    return new TaskFailed(now, id, FailureDetails.of(failure));
  }

  void timerFired(int id) {
    turn(new TimerFired(now, id, now));
  }

  void operationCompleted(int id, String result) {
    turn(new EntityOperationCompleted(now, id, result));
  }

  void operationFailed(int id, Throwable failure) {
    turn(new EntityOperationFailed(now, id, FailureDetails.of(failure)));
  }

  void lockGranted(int id) {
    turn(new EntityLockGranted(now, id, List.of()));
  }

  void eventRaised(String name, String input) {
    turn(raised(name, input));
  }

  HistoryEvent raised(String name, String input) {
    return new EventRaised(now, name, input);
  }

  void suspended() {
    turn(new ExecutionSuspended(now, null));
  }

  void resumed() {
    turn(new ExecutionResumed(now, null));
  }

  /** Lets time go by before the next turn. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Time of the last turn. */
  Instant now() {
    return now;
  }

  void turn(HistoryEvent... events) {
    now = now.plusSeconds(1);
    List<HistoryEvent> fresh = new ArrayList<>(List.of(new OrchestratorStarted(now)));
    fresh.addAll(List.of(events));
    List<HistoryEvent> past = List.copyOf(history);
    outcome =
        newRun(
                new HistoryCursor(past, fresh),
                () -> {
                  throw OrchestratorUnwind.INSTANCE;
                })
            .run();
    requireSame(
        outcome, liveStarted ? live.resume(fresh) : live.start(new HistoryCursor(past, fresh)));
    liveStarted = true;
    history.addAll(fresh);
    outcome.actions().forEach(action -> history.add(event(action)));
  }

  private static void requireSame(TurnOutcome reExecuted, TurnOutcome onThread) {
    assertThat(onThread.actions()).isEqualTo(reExecuted.actions());
    assertThat(onThread.customStatus()).isEqualTo(reExecuted.customStatus());
    assertThat(onThread.completion() == null).isEqualTo(reExecuted.completion() == null);
    if (onThread.completion() != null) {
      assertThat(onThread.completion().result()).isEqualTo(reExecuted.completion().result());
      assertThat(onThread.completion().status()).isEqualTo(reExecuted.completion().status());
    }
  }

  private HistoryEvent event(Action action) {
    if (action instanceof Action.ScheduleTask task) {
      return new TaskScheduled(now, task.id(), task.name(), task.input(), task.retry());
    } else if (action instanceof Action.CreateSubOrchestration child) {
      return new SubOrchestrationInstanceCreated(
          now, child.id(), child.name(), child.instanceId(), child.input());
    } else if (action instanceof Action.SendEvent sent) {
      return new EventSent(now, sent.id(), sent.instanceId(), sent.name(), sent.input());
    } else if (action instanceof Action.SignalEntity signal) {
      return new EntityOperationSignaled(
          now,
          signal.id(),
          null,
          signal.entityId(),
          signal.operation(),
          signal.input(),
          signal.scheduledTime());
    } else if (action instanceof Action.CallEntity call) {
      return new EntityOperationCalled(
          now, call.id(), call.entityId(), call.operation(), call.input(), null);
    } else if (action instanceof Action.LockEntities lock) {
      return new EntityLockRequested(now, lock.id(), lock.lockSet(), 0, null);
    } else if (action instanceof Action.UnlockEntity unlock) {
      return new EntityUnlockSent(now, unlock.id(), unlock.entityId(), unlock.lockId(), 1);
    }
    Action.CreateTimer timer = (Action.CreateTimer) action;
    return new TimerCreated(now, timer.id(), timer.fireAt(), timer.retried());
  }

  List<String> scheduled() {
    return events(TaskScheduled.class).stream().map(TaskScheduled::name).toList();
  }

  /** How long each timer lasts, in the order they were created. */
  List<Duration> pauses() {
    return events(TimerCreated.class).stream()
        .map(timer -> Duration.between(timer.timestamp(), timer.fireAt()))
        .toList();
  }

  <E extends HistoryEvent> List<E> events(Class<E> kind) {
    return history.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What the last turn asked for. */
  List<Action> actions() {
    return outcome.actions();
  }

  boolean isWaiting() {
    return outcome.completion() == null;
  }

  String customStatus() {
    return outcome.customStatus();
  }

  Completion completion() {
    return outcome.completion();
  }

  String result() {
    assertThat(outcome.completion()).as("completion").isNotNull();
    return outcome.completion().result();
  }
}
