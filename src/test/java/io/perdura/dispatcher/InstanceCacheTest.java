package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EventRaised;
import io.perdura.history.EventSent;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.history.SubOrchestrationInstanceCompleted;
import io.perdura.history.SubOrchestrationInstanceCreated;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.history.TaskCompleted;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.FailureDetails;
import io.perdura.replay.Execution;
import io.perdura.replay.TurnOutcome;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceCacheTest {

  private static final int MOST_BYTES = 1_000;
  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");

  /** Holds nothing. */
  private static final class NoCode implements Execution {
    @Override
    public TurnOutcome advance(List<HistoryEvent> past, List<HistoryEvent> newEvents) {
      return TurnOutcome.waiting(List.of(), null);
    }

    @Override
    public void close() {
      // nothing is held
    }
  }

  private static ActiveInstance small(long key) {
    InstanceRow row =
        InstanceRow.pending(key, 0, "i" + key, new ExecutionStarted(NOW, "Large", null));
    return ActiveInstance.stored(row, new NoCode());
  }

  private static ActiveInstance large(long key) {
    ActiveInstance instance = small(key);
    HistoryEvent result = new TaskCompleted(NOW, 0, "x".repeat(2 * MOST_BYTES));
    instance.append(new HistoryRow(key, 0, NOW, List.of(result)));
    return instance;
  }

  @Test
  void whatWasUsedLastStaysWhateverItsSize() {
    InstanceCache cache = new InstanceCache(MOST_BYTES);
    cache.add(large(1));
    cache.evict(0);
    assertThat(cache.find(1)).isNotNull();
  }

  @Test
  void whatWasUsedBeforeMakesRoom() {
    InstanceCache cache = new InstanceCache(MOST_BYTES);
    cache.add(large(1));
    cache.add(large(2));
    cache.evict(0);
    assertThat(cache.find(1)).isNull();
    assertThat(cache.find(2)).isNotNull();
  }

  static Stream<HistoryEvent> longEvents() {
    String text = "x".repeat(2 * MOST_BYTES);
    FailureDetails inner = new FailureDetails("Cause", "", text, null);
    FailureDetails failure = new FailureDetails("Failure", "", null, inner);
    ParentInstance caller = new ParentInstance("Caller", "c", 1, 0);
    return Stream.of(
        new ExecutionStarted(NOW, "Large", text),
        new TaskScheduled(NOW, 0, "Task", text),
        new TaskCompleted(NOW, 0, text),
        new TaskFailed(NOW, 0, failure),
        new EventRaised(NOW, "event", text),
        new EventSent(NOW, 0, "other", "event", text),
        new SubOrchestrationInstanceCreated(NOW, 0, "Child", "child", text),
        new SubOrchestrationInstanceCompleted(NOW, 0, text),
        new SubOrchestrationInstanceFailed(NOW, 0, failure),
        new EntityOperationSignaled(NOW, "op", text, null),
        new EntityOperationCalled(NOW, 0, "@entity@key", "op", text, caller),
        new EntityOperationCompleted(NOW, 0, text),
        new EntityOperationFailed(NOW, 0, failure));
  }

  @ParameterizedTest
  @MethodSource("longEvents")
  void whateverIsLongInHistoryCounts(HistoryEvent event) {
    ActiveInstance instance = small(1);
    instance.append(new HistoryRow(1, 0, NOW, List.of(event)));
    assertThat(instance.weight()).isGreaterThan(2 * MOST_BYTES);
  }

  @Test
  void whatWaitsForAnyInstanceIsTakenWhenThePartitionIsGivenUp() {
    InstanceCache cache = new InstanceCache(MOST_BYTES);
    ActiveInstance waiting = small(1);
    ActiveInstance running = small(2);
    cache.add(waiting);
    cache.add(running);
    Delivery ready = new Delivery.GoOn(1);
    Delivery deferred = new Delivery.GoOn(2);
    Delivery given = new Delivery.Park(2, "given to code that runs elsewhere");
    waiting.ready().add(ready);
    running.defer(deferred);
    TurnIntake intake = new TurnIntake(running, NOW);
    intake.take(given);
    running.setUnderWay(intake);
    assertThat(cache.takeAllWaiting()).containsExactly(ready, given, deferred);
  }
}
