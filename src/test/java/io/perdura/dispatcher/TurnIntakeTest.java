package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.history.TaskFailed;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.FailureDetails;
import io.perdura.taskhub.HistoryRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TurnIntakeTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");
  private static final int CALL = 0;
  private static final int TASK = 1;

  static Stream<HistoryEvent> longEnds() {
    String text = "x".repeat(1 << 21);
    FailureDetails failure = new FailureDetails("Failure", "", text, null);
    return Stream.of(
        new EntityOperationCompleted(NOW, CALL, text),
        new EntityOperationFailed(NOW, CALL, failure),
        new TaskFailed(NOW, TASK, failure));
  }

  @ParameterizedTest
  @MethodSource("longEnds")
  void aTurnTakesNoMoreAfterALongEndOfWhateverKind(HistoryEvent end) {
    ExecutionStarted start = new ExecutionStarted(NOW, "Caller", null);
    ActiveInstance instance = ActiveInstance.stored(InstanceRow.pending(1, 0, "i", start), null);
    ParentInstance caller = new ParentInstance("Caller", "i", 1, CALL);
    instance.append(
        new HistoryRow(
            1,
            0,
            NOW,
            List.of(
                start,
                new EntityOperationCalled(NOW, CALL, "@entity@key", "op", null, caller),
                new TaskScheduled(NOW, TASK, "Task", null))));
    TurnIntake intake = new TurnIntake(instance, NOW);
    intake.take(new Delivery.FromInbox(InboxMessage.toRun(1, 0, end)));
    assertThat(intake.events()).contains(end);
    assertThat(intake.isFull()).isTrue();
  }
}
