package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.history.ExecutionStarted;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.TaskHub;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How runs begin and are ended, replaced and deleted, on whichever database. */
abstract class StartAndEndContract extends TestFunctionsFixture {

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
  void anOwnerDoesNotAnswerForAnInstanceThatAnotherNodeHasPurged() {
    List<String> ids = idsInDifferentPartitions(5);
    ids.forEach(id -> start("WaitForGo", id, null));
    engine.client().suspend(ids.get(1), null).toCompletableFuture().join();
    // as another node does it
    ids.forEach(id -> engine.node().store().purge(id, true, Instant.now()));
    List<CompletionStage<?>> toNobody =
        List.of(
            engine.client().raiseEvent(ids.get(0), "go", "1"),
            engine.client().suspend(ids.get(1), null),
            engine.client().resume(ids.get(2), null));
    List<CompletionStage<String>> starts =
        List.of(
            engine.client().start("Sequence", ids.get(3), "1"),
            engine.client().start("Sequence", options(ids.get(4), 1, ConflictPolicy.USE_EXISTING)));
    toNobody.forEach(StartAndEndContract::assertNotFound);
    for (CompletionStage<String> started : starts) {
      String id = started.toCompletableFuture().join();
      assertThat(engine.awaitEnd(id).getSerializedOutput()).isEqualTo("[0]");
    }
  }

  private List<String> idsInDifferentPartitions(int count) {
    TaskHub hub = engine.node().hub();
    Map<Integer, String> byPartition = new HashMap<>();
    for (int i = 0; byPartition.size() < count; i++) {
      byPartition.putIfAbsent(hub.partitionOf("purged" + i), "purged" + i);
    }
    return List.copyOf(byPartition.values());
  }

  private static void assertNotFound(CompletionStage<?> answer) {
    assertThat(answer.toCompletableFuture())
        .failsWithin(LIMIT)
        .withThrowableThat()
        .withCauseInstanceOf(InstanceNotFoundException.class);
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
