package io.perdura.dispatcher;

import io.perdura.history.ExecutionCompleted;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskScheduled;
import io.perdura.history.TimerCreated;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.replay.Action;
import io.perdura.replay.Completion;
import io.perdura.replay.TurnOutcome;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.TimerRow;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Turns what waits for an instance into its next turn. No I/O. */
final class TurnRunner {

  /** Event id of an end that no orchestrator asked for. */
  private static final int NO_ACTION = -1;

  private final PartitionRow partition;
  private final Clock clock;
  private final DataConverter converter;
  private final IntUnaryOperator roomForTasks;

  /**
   * @param roomForTasks how many of so many new activities this node should run itself
   */
  TurnRunner(
      PartitionRow partition, Clock clock, DataConverter converter, IntUnaryOperator roomForTasks) {
    this.partition = partition;
    this.roomForTasks = roomForTasks;
    this.clock = clock;
    this.converter = converter;
  }

  /**
   * Runs the orchestrator over the deliveries that wait for it, up to one that ends it.
   *
   * @return empty when every delivery was stale
   */
  Optional<Turn> run(ActiveInstance instance) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    TurnIntake intake = new TurnIntake(instance, now);
    while (!instance.ready().isEmpty() && intake.terminated() == null) {
      intake.take(instance.ready().poll());
    }
    if (intake.isStale()) {
      intake.deliveries().forEach(Answers::accepted);
      return Optional.empty();
    }
    TurnOutcome outcome =
        intake.terminated() == null
            ? instance.execution().advance(instance.history(), intake.events())
            : terminated(intake.terminated(), instance.row().customStatus());
    return Optional.of(turn(instance, intake, outcome, now));
  }

  private TurnOutcome terminated(ExecutionTerminated event, String customStatus) {
    Completion end =
        new Completion(
            NO_ACTION,
            OrchestrationRuntimeStatus.TERMINATED,
            event.reason() == null ? null : converter.jsonOf(event.reason()),
            null);
    return new TurnOutcome(List.of(), end, customStatus);
  }

  private Turn turn(ActiveInstance instance, TurnIntake intake, TurnOutcome outcome, Instant now) {
    List<HistoryEvent> events = new ArrayList<>(intake.events());
    List<TaskScheduled> tasks = new ArrayList<>(instance.reopenedTasks());
    List<TimerRow> timers = new ArrayList<>();
    for (Action action : outcome.actions()) {
      if (action instanceof Action.ScheduleTask task) {
        TaskScheduled scheduled = new TaskScheduled(now, task.id(), task.name(), task.input());
        tasks.add(scheduled);
        events.add(scheduled);
      } else if (action instanceof Action.CreateTimer timer) {
        timers.add(new TimerRow(instance.key(), timer.id(), partition.id(), timer.fireAt()));
        events.add(new TimerCreated(now, timer.id(), timer.fireAt()));
      }
    }
    Completion end = outcome.completion();
    if (end != null) {
      events.add(new ExecutionCompleted(now, end.id(), end.status(), end.result(), end.failure()));
    }
    boolean ended = end != null;
    int here = roomForTasks.applyAsInt(tasks.size());
    int openTasks =
        instance.openTaskCount() - intake.endedTasks() + outcome.actions().size() - timers.size();
    InstanceRow row = rowAfter(instance.row(), intake, outcome, openTasks > 0, now);
    boolean rowChanged = instance.isStored() && differs(instance.row(), row);
    boolean first = !instance.isStored();
    return new Turn(
        instance,
        partition,
        first,
        instance.replacedKey(),
        first || rowChanged ? row : instance.row(),
        rowChanged,
        new HistoryRow(instance.key(), instance.nextTurn(), now, events),
        instance.rewrittenHistory(),
        tasks.subList(0, here),
        tasks.subList(here, tasks.size()).stream().map(task -> queued(instance, task)).toList(),
        intake.endedQueuedTasks(),
        ended ? List.of() : timers,
        ended ? List.of() : intake.firedTimers(),
        ended && instance.hasWaitingWork(),
        intake.inboxSequences(),
        intake.deliveries());
  }

  private QueuedTask queued(ActiveInstance instance, TaskScheduled task) {
    return new QueuedTask(instance.key(), partition.id(), instance.row().instanceId(), task);
  }

  private InstanceRow rowAfter(
      InstanceRow row, TurnIntake intake, TurnOutcome outcome, boolean inFlight, Instant now) {
    Completion end = outcome.completion();
    OrchestrationRuntimeStatus status = end != null ? end.status() : intake.status();
    return new InstanceRow(
        row.key(),
        row.partition(),
        row.instanceId(),
        row.name(),
        status,
        inFlight,
        row.input(),
        outcome.customStatus(),
        end == null ? null : output(row.name(), end),
        row.createdTime(),
        now);
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
        || !Objects.equals(before.customStatus(), after.customStatus())
        || before.lastUpdatedTime().getEpochSecond() != after.lastUpdatedTime().getEpochSecond();
  }
}
