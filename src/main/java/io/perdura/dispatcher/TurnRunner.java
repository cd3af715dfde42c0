package io.perdura.dispatcher;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.ExecutionCompleted;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.replay.Action;
import io.perdura.replay.Completion;
import io.perdura.replay.ContinueAsNew;
import io.perdura.replay.TurnOutcome;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns what waits for an instance into its next turn. No I/O. */
final class TurnRunner {

  /** Event id of an end that no orchestrator asked for. */
  private static final int NO_ACTION = -1;

  private final HubServices services;
  private final PartitionRow partition;
  private final DataConverter converter;

  TurnRunner(HubServices services, PartitionRow partition) {
    this.services = services;
    this.partition = partition;
    this.converter = services.converter();
  }

  /** Takes what waits for the instance, up to what ends it. */
  TurnIntake takeReady(ActiveInstance instance) {
    Instant now = services.clock().instant().truncatedTo(ChronoUnit.MICROS);
    TurnIntake intake = new TurnIntake(instance, now);
    while (!instance.ready().isEmpty() && !intake.isFull()) {
      intake.take(instance.ready().poll());
    }
    if (intake.start() != null && intake.terminated() == null) {
      intake.parkOrUnpark(services.executor().missing(intake.start()));
    }
    return intake;
  }

  /** The turn of an instance whose code has no part in it: it was ended, or it is parked. */
  Turn withoutCode(ActiveInstance instance, TurnIntake intake) {
    String customStatus = instance.row().customStatus();
    return turn(
        instance,
        intake,
        intake.terminated() == null
            ? TurnOutcome.waiting(List.of(), customStatus)
            : terminated(intake.terminated(), customStatus));
  }

  private TurnOutcome terminated(ExecutionTerminated event, String customStatus) {
    Completion end =
        new Completion(
            NO_ACTION,
            OrchestrationRuntimeStatus.TERMINATED,
            event.reason() == null ? null : converter.jsonOf(event.reason()),
            null);
    return TurnOutcome.ended(List.of(), end, customStatus);
  }

  /** The turn that the code has led to. */
  Turn turn(ActiveInstance instance, TurnIntake intake, TurnOutcome outcome) {
    Instant now = intake.now();
    Completion end = outcome.completion();
    ContinueAsNew restart = outcome.restart();
    boolean runEnds = end != null || restart != null;
    TurnActions actions = new TurnActions(services.hub(), services.executor(), instance.row(), now);
    outcome.actions().forEach(actions::add);
    startLater(instance, intake, actions);
    if (end == null) {
      reopen(instance, intake, actions);
    }
    actions.passOn(instance.farewell());
    unlock(intake, runEnds, actions);
    if (end != null) {
      tellOthers(instance, intake, end, actions, now);
    }
    List<TaskScheduled> tasks = new ArrayList<>(instance.reopenedTasks());
    tasks.addAll(actions.tasks());
    // who asks for work and does not wait for it leaves nobody to start it again after a crash
    int here = runEnds ? 0 : services.roomForTasks().applyAsInt(tasks.size());
    boolean inFlight =
        restart != null
            || intake.waitingReason() != null
            || instance.openTaskCount() - intake.endedTasks() + actions.tasks().size() > 0;
    InstanceRow row = rowAfter(instance.row(), intake, outcome, inFlight, now);
    boolean first = !instance.isStored();
    boolean rowChanged = !first && (restart != null || differs(instance.row(), row));
    return new Turn(
        instance,
        partition,
        first,
        first ? instance.replacedKey() : null,
        first || rowChanged ? row : instance.row(),
        instance.row().status(),
        rowChanged,
        new HistoryRow(
            instance.key(), instance.nextTurn(), now, events(intake, outcome, actions, now)),
        instance.rewrittenHistory(),
        runEnds ? List.of() : with(intake.triedAgain(), tasks.subList(0, here)),
        tasks.subList(here, tasks.size()).stream()
            .map(task -> QueuedTask.of(instance.row(), task))
            .toList(),
        intake.endedQueuedTasks(),
        runEnds ? List.of() : actions.timers(),
        runEnds ? List.of() : intake.firedTimers(),
        runEnds && instance.hasOpenTimers(),
        intake.terminated() != null && instance.openTaskCount() > 0,
        restart != null,
        actions.messages(),
        intake.inboxSequences(),
        intake.deliveries());
  }

  private static List<TaskScheduled> with(List<TaskScheduled> first, List<TaskScheduled> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What history holds of the turn; of one that continues as new, only the new beginning. */
  private static List<HistoryEvent> events(
      TurnIntake intake, TurnOutcome outcome, TurnActions actions, Instant now) {
    List<HistoryEvent> events = new ArrayList<>();
    if (outcome.restart() != null) {
      events.add(outcome.restart().started());
      events.addAll(outcome.restart().carried());
      return events;
    }
    events.addAll(intake.events());
    events.addAll(actions.events());
    Completion end = outcome.completion();
    if (end != null) {
      events.add(new ExecutionCompleted(now, end.id(), end.status(), end.result(), end.failure()));
    }
    return events;
  }

  /** Arms the timer of an instance that begins in this turn and is to run later. */
  private static void startLater(ActiveInstance instance, TurnIntake intake, TurnActions actions) {
    if (instance.start() == null
        && intake.start() != null
        && intake.start().scheduledStartTime() != null) {
      actions.addTimer(Action.START_TIMER, intake.start().scheduledStartTime());
    }
  }

  /** No lock outlives its run, however it ends. */
  private static void unlock(TurnIntake intake, boolean runEnds, TurnActions actions) {
    for (EntityLockGranted unwanted : intake.unwantedLocks()) {
      unwanted.lockSet().forEach(id -> actions.unlock(id, unwanted.taskScheduledId()));
    }
    if (runEnds) {
      intake
          .entityWork()
          .and(actions.events())
          .locks()
          .forEach(lock -> actions.unlock(lock.entityId(), lock.lockId()));
    }
  }

  /** What a rewind makes a failed run wait for again, besides activities. */
  private static void reopen(ActiveInstance instance, TurnIntake intake, TurnActions actions) {
    instance.reopenedTimers().forEach(actions::addTimer);
    instance.reopenedChildren().forEach(child -> actions.rewind(child, intake.rewindReason()));
  }

  /** The parent hears of the end; the children end with it if whoever ended it said so. */
  private void tellOthers(
      ActiveInstance instance,
      TurnIntake intake,
      Completion end,
      TurnActions actions,
      Instant now) {
    ParentInstance parent = intake.start() == null ? null : intake.start().parentInstance();
    if (parent != null) {
      String id = instance.row().instanceId();
      actions.send(parent, ChildEnd.of(parent.taskScheduledId(), id, end, now));
    }
    ExecutionTerminated terminated = intake.terminated();
    if (terminated != null && terminated.reachesChildren()) {
      instance.openChildren().stream()
          .filter(child -> !intake.hasEnded(child))
          .forEach(child -> actions.terminate(child, terminated.reason()));
    }
  }

  private InstanceRow rowAfter(
      InstanceRow row, TurnIntake intake, TurnOutcome outcome, boolean inFlight, Instant now) {
    Completion end = outcome.completion();
    OrchestrationRuntimeStatus status = end != null ? end.status() : intake.status();
    ContinueAsNew restart = outcome.restart();
    return new InstanceRow(
        row.key(),
        row.partition(),
        row.instanceId(),
        row.name(),
        status,
        inFlight,
        row.version(),
        row.tags(),
        end == null ? intake.waitingReason() : null,
        restart == null ? row.input() : restart.started().input(),
        outcome.customStatus(),
        end == null ? null : output(row.name(), end),
        row.createdTime(),
        // another node's clock may have been ahead
        now.isAfter(row.lastUpdatedTime()) ? now : row.lastUpdatedTime());
  }

  /** The output as the status shows it (contract, section 7). */
  private String output(String name, Completion end) {
    return end.failure() == null
        ? end.result()
        : converter.serialize(
            "Orchestrator function '%s' failed: %s".formatted(name, end.failure().errorMessage()));
  }

  /**
   * Whether the stored row would show something else. Times are shown in whole seconds (contract,
   * section 3), so a turn within the second of the last written one needs no update.
   */
  private static boolean differs(InstanceRow before, InstanceRow after) {
    return before.status() != after.status()
        || before.inFlight() != after.inFlight()
        || !Objects.equals(before.waitingReason(), after.waitingReason())
        || !Objects.equals(before.customStatus(), after.customStatus())
        || before.lastUpdatedTime().getEpochSecond() != after.lastUpdatedTime().getEpochSecond();
  }
}
