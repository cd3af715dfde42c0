package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.history.EventRaised;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.GenericEvent;
import io.perdura.history.HistoryEvent;
import io.perdura.history.TaskCompleted;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine promises, on whichever database. */
abstract class EngineContract {

  private final TestFunctions functions = new TestFunctions();
  private DatabaseUrl database;
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    database = newDatabase();
    engine = EngineFixture.start(database, functions.registry());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private void restart() {
    engine.close();
    engine = EngineFixture.start(database, functions.registry());
  }

  private String start(String name, String id, Object input) {
    return engine.client().scheduleNewOrchestrationInstance(name, input, id);
  }

  private OrchestrationMetadata status(String id) {
    return engine.client().findInstance(id).orElseThrow();
  }

  private void raise(String id, String event, String payload) {
    engine.client().raiseEvent(id, event, payload).toCompletableFuture().join();
  }

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
  void terminateEndsAWaitingInstanceWithTheReasonAsOutput() {
    String id = start("WaitForGo", "t", null);
    engine.client().terminate(id, "customer cancelled").toCompletableFuture().join();
    OrchestrationMetadata end = engine.awaitEnd(id);
    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(end.readOutputAs(String.class)).isEqualTo("customer cancelled");
    assertThatThrownBy(() -> raise(id, "GO", "1"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InstanceFinishedException.class);
  }

  @Test
  void whatComesRightBehindATerminateIsAnswered() {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = start("WaitForGo", "tb" + i, null);
      answers.add(engine.client().suspend(id, null).toCompletableFuture());
      answers.add(engine.client().terminate(id, "enough").toCompletableFuture());
      answers.add(engine.client().raiseEvent(id, "go", "1").toCompletableFuture());
    }
    await().atMost(LIMIT).until(() -> answers.stream().allMatch(CompletableFuture::isDone));
  }

  @Test
  void anEventForNobodyIsRefused() {
    assertThatThrownBy(() -> raise("nobody", "GO", "1"))
        .hasCauseInstanceOf(InstanceNotFoundException.class);
  }

  @Test
  void ofManyStartsOfOneIdExactlyOneRuns() {
    List<CompletableFuture<String>> starts =
        IntStream.range(0, 200)
            .mapToObj(i -> engine.client().start("WaitForGo", "one", null).toCompletableFuture())
            .toList();
    long started =
        starts.stream().filter(s -> s.handle((id, failure) -> failure == null).join()).count();
    assertThat(started).isEqualTo(1);
    assertThatThrownBy(() -> start("WaitForGo", "one", null))
        .isInstanceOf(InstanceExistsException.class);
  }

  @Test
  void aFinishedInstanceIsReplacedByANewRun() {
    OrchestrationMetadata first = engine.awaitEnd(start("Sequence", "again", 1));
    OrchestrationMetadata second = engine.awaitEnd(start("Sequence", "again", 2));
    assertThat(second.getSerializedOutput()).isEqualTo("[0,1]");
    assertThat(second.getCreatedAt()).isAfter(first.getCreatedAt());
    assertThat(engine.client().getHistory(first)).isEmpty();
  }

  @Test
  void idsThatDifferInCaseOrTrailingBlanksAreDifferent() {
    start("WaitForGo", "abc", null);
    start("WaitForGo", "ABC", null);
    start("WaitForGo", "abc ", null);
    assertThat(status("abc ").getInstanceId()).isEqualTo("abc ");
    assertThat(status("ABC").getInstanceId()).isEqualTo("ABC");
  }

  @Test
  void aLiveInstanceIsPurgedOnlyByForceAndStaysAway() {
    String id = start("WaitForGo", "p", null);
    assertThatThrownBy(() -> engine.client().purgeInstance(id, false))
        .isInstanceOf(InstanceLiveException.class);
    engine.client().purgeInstance(id, true);
    assertThat(engine.client().findInstance(id)).isEmpty();
    assertThatThrownBy(() -> engine.client().purgeInstance(id, true))
        .isInstanceOf(InstanceNotFoundException.class);
    assertThat(engine.awaitEnd(start("Sequence", id, 1)).getSerializedOutput()).isEqualTo("[0]");
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

  private static NewOrchestrationInstanceOptions options(
      String id, Object input, ConflictPolicy policy) {
    return new NewOrchestrationInstanceOptions()
        .setInstanceId(id)
        .setInput(input)
        .setConflictPolicy(policy);
  }

  @Test
  void ofManyStartsThatReplaceEachOtherOneRuns() {
    CompletableFuture<?>[] starts =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    engine
                        .client()
                        .start(
                            "WaitForGo",
                            options("last", null, ConflictPolicy.TERMINATE_AND_RESTART))
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(starts).join();
    raise("last", "go", "1");
    assertThat(engine.awaitEnd("last").getSerializedOutput()).isEqualTo("1");
    assertThat(engine.client().getHistory(status("last")))
        .filteredOn(ExecutionStarted.class::isInstance)
        .hasSize(1);
  }

  @Test
  void aRunThatIsBeingReplacedTakesNoMoreTurns() throws SQLException {
    start("Blocking", "replaced", null);
    await().atMost(LIMIT).until(() -> !functions.runs("replaced").isEmpty());
    CompletableFuture<?> replacement;
    try (Connection other = engine.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.executeQuery("SELECT id FROM partitions FOR UPDATE").close();
      replacement =
          engine
              .client()
              .start("WaitForGo", options("replaced", null, ConflictPolicy.TERMINATE_AND_RESTART))
              .toCompletableFuture();
      askAllPartitions();
      functions.unblock();
      askAllPartitions();
      other.rollback();
    }

    replacement.join();
    raise("replaced", "go", "1");
    assertThat(engine.awaitEnd("replaced").getSerializedOutput()).isEqualTo("1");
  }

  /** What was handed in before has been seen by its partition when this returns. */
  private void askAllPartitions() {
    for (int i = 0; i < 100; i++) {
      String nobody = "nobody-" + i;
      assertThatThrownBy(() -> raise(nobody, "go", "1"))
          .hasCauseInstanceOf(InstanceNotFoundException.class);
    }
  }

  @Test
  void aStartMayUseOrRejectWhatExists() {
    engine.awaitEnd(start("Sequence", "there", 1));
    engine
        .client()
        .start("Sequence", options("there", 3, ConflictPolicy.USE_EXISTING))
        .toCompletableFuture()
        .join();
    assertThat(status("there").getSerializedOutput()).isEqualTo("[0]");
    assertThatThrownBy(
            () ->
                engine
                    .client()
                    .start("Sequence", options("there", 3, ConflictPolicy.REJECT))
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(InstanceExistsException.class);
  }
}
