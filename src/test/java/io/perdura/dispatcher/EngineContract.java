package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.history.EventRaised;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskCompleted;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How instances run: what the engine promises on whichever database. */
abstract class EngineContract extends TestFunctionsFixture {

  @Test
  void activitiesInSequenceGiveTheOutput() {
    String id = start("Sequence", null, 5);
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("[0,1,2,3,4]");
  }

  @Test
  void aFanOutRunsEveryActivityOnce() {
    String id = start("FanOut", "fan", 300);
    assertThat(engine.awaitEnd(id).readOutputAs(Integer.class)).isEqualTo(300 * 299 / 2);
    assertThat(functions.runs("fan")).hasSize(300);
  }

  @Test
  void aFailedActivityFailsTheInstanceWithTypeMessageAndStack() {
    OrchestrationMetadata end = engine.awaitEnd(start("Failing", null, "card declined"));
    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(end.readOutputAs(String.class))
        .startsWith("Orchestrator function 'Failing' failed: ")
        .contains("card declined");
    assertThat(engine.client().getHistory(end).toString())
        .contains(IllegalStateException.class.getName())
        .contains(TestFunctions.class.getName());
  }

  @Test
  void anEventEndsTheWaitAndIsInHistory() {
    String id = start("WaitForGo", "w", null);
    raise(id, "GO", "\"now\"");
    OrchestrationMetadata end = engine.awaitEnd(id);
    assertThat(end.getSerializedOutput()).isEqualTo("\"now\"");
    assertThat(engine.client().getHistory(end)).anyMatch(EventRaised.class::isInstance);
  }

  @Test
  void eventsOfFiftyClientsAtOnceAllArrive() {
    String id = start("CountEvents", "many", 50);
    CompletableFuture<?>[] raised =
        IntStream.range(0, 50)
            .mapToObj(i -> engine.client().raiseEvent(id, "tick", "1").toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(raised).join();
    assertThat(engine.awaitEnd(id).readOutputAs(Integer.class)).isEqualTo(50);
  }

  @Test
  void customStatusShowsWhileTheInstanceRuns() {
    String id = start("WaitForGo", "cs", null);
    await().atMost(LIMIT).until(() -> "\"waiting\"".equals(status(id).getSerializedCustomStatus()));
  }

  @Test
  void anEventForNobodyIsRefused() {
    assertThatThrownBy(() -> raise("nobody", "GO", "1"))
        .hasCauseInstanceOf(InstanceNotFoundException.class);
  }

  @Test
  void whatWaitedGoesOnAfterARestart() {
    String waiting = start("WaitForGo", "r1", null);
    String timer = start("Timer", "r2", 1_500);
    restart();
    raise(waiting, "go", "7");
    assertThat(engine.awaitEnd(waiting).getSerializedOutput()).isEqualTo("7");
    assertThat(engine.awaitEnd(timer).getSerializedOutput()).isEqualTo("\"fired\"");
  }

  @Test
  void anActivityWhoseResultIsInHistoryDoesNotRunAgain() {
    String id = start("StepsAroundAnEvent", "once", null);
    await().atMost(LIMIT).until(() -> completedTasks(id) == 2);
    restart();
    raise(id, "go", "1");
    engine.awaitEnd(id);
    assertThat(functions.runs("once")).containsExactly(0, 1, 2);
  }

  private long completedTasks(String id) {
    List<HistoryEvent> history = engine.client().getHistory(status(id));
    return history.stream().filter(TaskCompleted.class::isInstance).count();
  }

  @Test
  void anActivityCutOffByARestartRunsAgain() {
    String id = start("Blocking", "cut", null);
    await().atMost(LIMIT).until(() -> functions.runs("cut").size() == 1);
    restart();
    await().atMost(LIMIT).until(() -> functions.runs("cut").size() == 2);
    functions.unblock();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("\"unblocked\"");
  }

  @Test
  void anOwnerWithAnOldEpochCannotCommitAndWorkGoesOn() throws SQLException {
    String id = start("WaitForGo", "fenced", null);
    raiseEpochs();
    raise(id, "go", "1");
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("1");
    assertThat(engine.client().getHistory(status(id)))
        .filteredOn(EventRaised.class::isInstance)
        .hasSize(1);
  }

  private void raiseEpochs() throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE partitions SET epoch = epoch + 1");
      connection.commit();
    }
  }

  @Test
  void aThousandTimersWaitWithoutAThreadEach() {
    int before = Thread.activeCount();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(start("Timer", null, 1_000));
    }
    assertThat(Thread.activeCount()).isLessThan(before + 100);
    ids.forEach(id -> assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("\"fired\""));
  }

  @Test
  void aLongHistoryGoesOnOnAThreadOfItsOwnAndSurvivesItsEviction() {
    String id = start("SequenceThenEvent", "long", 300);
    await().atMost(LIMIT).until(() -> completedTasks(id) == 300);
    restart();
    raise(id, "go", "1");
    assertThat(engine.awaitEnd(id).readOutputAs(Integer.class)).isEqualTo(300);
    assertThat(functions.runs("long")).hasSize(300);
  }

  @Test
  void aSuspendedInstanceKeepsItsEventsAndGoesOnWhenResumed() {
    String id = start("CollectEvents", "susp", 2);
    raise(id, "tick", "1");
    engine.client().suspend(id, "pause").toCompletableFuture().join();
    raise(id, "tick", "2");
    assertThat(status(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.SUSPENDED);
    restart();
    engine.client().suspend(id, "again").toCompletableFuture().join();
    assertThat(status(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.SUSPENDED);
    engine.client().resume(id, "go on").toCompletableFuture().join();
    assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("[1,2]");
  }

  @Test
  void aSuspendedInstanceStartsNoNewWork() {
    String id = start("StepsAroundAnEvent", "quiet", null);
    await().atMost(LIMIT).until(() -> completedTasks(id) == 2);
    engine.client().suspend(id, null).toCompletableFuture().join();
    raise(id, "go", "1");
    assertThat(functions.runs("quiet")).containsExactly(0, 1);
    engine.client().resume(id, null).toCompletableFuture().join();
    engine.awaitEnd(id);
    assertThat(functions.runs("quiet")).containsExactly(0, 1, 2);
  }

  @Test
  void resumingARunningInstanceChangesNothing() {
    String id = start("WaitForGo", "awake", null);
    engine.client().resume(id, null).toCompletableFuture().join();
    assertThat(status(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.RUNNING);
    assertThat(engine.client().getHistory(status(id)))
        .noneMatch(ExecutionResumed.class::isInstance);
  }

  @Test
  void rewindRunsAgainExactlyWhatFailed() {
    functions.failNext("rw", 2);
    String id = start("FlakyFanOut", "rw", 5);
    assertThat(engine.awaitEnd(id).getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    restart();
    engine.client().rewind(id, "fixed").toCompletableFuture().join();
    OrchestrationMetadata end = engine.awaitEnd(id);
    assertThat(end.readOutputAs(Integer.class)).isEqualTo(10);
    assertThat(functions.runs("rw")).hasSize(7);
    assertThat(engine.client().getHistory(end)).anyMatch(GenericEvent.class::isInstance);
  }

  @Test
  void rewindIsForFailedInstancesOnly() {
    String live = start("WaitForGo", "rw-live", null);
    assertThatThrownBy(() -> engine.client().rewind(live, null).toCompletableFuture().join())
        .hasCauseInstanceOf(InstanceLiveException.class);
    String completed = start("Sequence", "rw-done", 1);
    engine.awaitEnd(completed);
    assertThatThrownBy(() -> engine.client().rewind(completed, null).toCompletableFuture().join())
        .hasCauseInstanceOf(InstanceFinishedException.class);
  }
}
