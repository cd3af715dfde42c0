package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskCompleted;
import io.perdura.replay.Execution;
import io.perdura.replay.TurnOutcome;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceCacheTest {

  private static final int MOST_BYTES = 1_000;

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

  private static ActiveInstance large(long key) {
    InstanceRow row =
        InstanceRow.pending(key, 0, "i" + key, new ExecutionStarted(Instant.EPOCH, "Large", null));
    ActiveInstance instance = ActiveInstance.stored(row, new NoCode());
    HistoryEvent result = new TaskCompleted(Instant.EPOCH, 0, "x".repeat(2 * MOST_BYTES));
    instance.append(new HistoryRow(key, 0, Instant.EPOCH, List.of(result)));
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
}
