package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes in one process on one MariaDB; each reaches what the other runs. */
class TwoNodesTest {

  private final TestFunctions functionsA = new TestFunctions();
  private final TestFunctions functionsB = new TestFunctions();
  private EngineFixture a;
  private EngineFixture b;

  @BeforeEach
  void start() {
    DatabaseUrl database = DatabaseUrl.mariaDb(MariaDbServer.shared());
    a = EngineFixture.start(database, functionsA.registry(), "a");
    b = EngineFixture.start(database, functionsB.registry(), "b");
    await().atMost(LIMIT).until(() -> shares().equals(List.of(4, 4)));
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  /** How many partitions each owner has. */
  private List<Integer> shares() throws SQLException {
    List<Integer> counts = new ArrayList<>();
    try (Connection connection = a.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM partitions WHERE owner IS NOT NULL GROUP BY owner")) {
      while (rows.next()) {
        counts.add(rows.getInt(1));
      }
      connection.commit();
    }
    return counts;
  }

  /** An id whose partition the node of this name owns. */
  private String idRunBy(String node) throws SQLException {
    Set<Integer> owned = new HashSet<>();
    try (Connection connection = a.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT p.id FROM partitions p JOIN nodes n ON n.number = p.owner"
                    + " WHERE n.name = ?")) {
      query.setString(1, node);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          owned.add(rows.getInt(1));
        }
      }
      connection.commit();
    }
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "run-by-" + node + i)
        .filter(id -> owned.contains(a.node().hub().partitionOf(id)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void instancesOfEitherNodeAreStartedWatchedAndSteeredFromBoth() {
    for (int i = 0; i < 16; i++) {
      String id = "w" + i;
      a.client().scheduleNewOrchestrationInstance("WaitForGo", null, id);
      assertThat(b.client().findInstance(id)).isPresent();
      b.client().raiseEvent(id, "go", "\"" + id + "\"").toCompletableFuture().join();
      OrchestrationMetadata end = (i % 2 == 0 ? a : b).awaitEnd(id);
      assertThat(end.readOutputAs(String.class)).isEqualTo(id);
    }
  }

  @Test
  void eventsRaisedOnBothNodesArriveInTheOrderOfTheirAnswers() {
    String id = "ordered";
    a.client().scheduleNewOrchestrationInstance("CollectEvents", 40, id);
    List<Integer> raised = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      raised.add(i);
      a.client().raiseEvent(id, "tick", String.valueOf(i)).toCompletableFuture().join();
    }
    assertThat(b.awaitEnd(id).readOutputAs(Integer[].class)).containsExactlyElementsOf(raised);
  }

  @Test
  void aLiveIdIsRefusedOnBothNodes() {
    a.client().scheduleNewOrchestrationInstance("WaitForGo", null, "taken");
    for (EngineFixture node : List.of(a, b)) {
      assertThat(
              node.client()
                  .start("WaitForGo", "taken", null)
                  .handle((id, failure) -> failure)
                  .toCompletableFuture()
                  .join())
          .isInstanceOfAny(
              InstanceExistsException.class, java.util.concurrent.CompletionException.class);
    }
  }

  @Test
  void ofAThousandStartsOfOneIdAtOnceOnBothNodesExactlyOneRuns() {
    NewOrchestrationInstanceOptions options =
        new NewOrchestrationInstanceOptions()
            .setInstanceId("contested")
            .setInput(1)
            .setConflictPolicy(ConflictPolicy.REJECT);

    List<Boolean> started =
        IntStream.range(0, 1_000)
            .mapToObj(i -> (i % 2 == 0 ? a : b).client().start("Sequence", options))
            .map(start -> start.handle((id, failure) -> failure == null).toCompletableFuture())
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(started).containsOnlyOnce(true);
    assertThat(a.awaitEnd("contested").readOutputAs(Integer[].class)).hasSize(1);
    assertThat(functionsA.runs("contested").size() + functionsB.runs("contested").size())
        .isEqualTo(1);
  }

  @Test
  void whoStartsAnIdAgainAndWaitsGetsTheEndOfTheNewRun() {
    // as long as somebody waits for an instance of the other node, that is looked at all the time
    for (int i = 0; i < 16; i++) {
      String id = a.client().scheduleNewOrchestrationInstance("WaitForGo");
      a.client().awaitCompletion(id, LIMIT);
    }
    for (int i = 0; i < 60; i++) {
      NewOrchestrationInstanceOptions options =
          new NewOrchestrationInstanceOptions().setInstanceId("again" + i % 4).setInput(1 + i % 3);
      OrchestrationMetadata end =
          a.client().startAndAwait("Sequence", options, LIMIT).toCompletableFuture().join();
      assertThat(end.readOutputAs(Integer[].class)).as("run %d", i).hasSize(1 + i % 3);
    }
  }

  @Test
  void aLargeFanOutOfSlowActivitiesUsesBothNodesAndRunsEachOnce() {
    String id = "wide";
    functionsA.holdSlowStepsUntil(() -> !functionsB.runs(id).isEmpty());
    a.client().scheduleNewOrchestrationInstance("SlowFanOut", 300, id);
    OrchestrationMetadata end = a.awaitEnd(id);
    assertThat(end.readOutputAs(Integer.class)).isEqualTo(300 * 299 / 2);
    assertThat(functionsA.runs(id)).isNotEmpty();
    assertThat(functionsB.runs(id)).isNotEmpty();
    List<Integer> all = new ArrayList<>(functionsA.runs(id));
    all.addAll(functionsB.runs(id));
    assertThat(all).hasSize(300);
    assertThat(new TreeSet<>(all)).hasSize(300);
  }

  @Test
  void activitiesThatOnlyTheOwnerHasRunThereWhoeverTakesThem() throws SQLException {
    b.close();
    b = EngineFixture.start(databaseOf(a), new FunctionRegistry(), "b2");
    await().atMost(LIMIT).until(() -> shares().equals(List.of(4, 4)));
    String id = idRunBy("a");
    a.client().scheduleNewOrchestrationInstance("SlowFanOut", 300, id);
    assertThat(a.awaitEnd(id).readOutputAs(Integer.class)).isEqualTo(300 * 299 / 2);
    assertThat(functionsA.runs(id)).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void parentsHearOfChildrenThatEitherNodeReplacesOrPurges() {
    for (int i = 0; i < 16; i++) {
      String child = "child" + i;
      a.client().scheduleNewOrchestrationInstance("ParentOfWaiting", child, "parent" + i);
      await().atMost(LIMIT).until(() -> a.client().findInstance(child).isPresent());
      EngineFixture node = i % 2 == 0 ? a : b;
      if (i % 4 < 2) {
        node.client().purgeInstance(child, true);
      } else {
        node.client()
            .scheduleNewOrchestrationInstance(
                "WaitForGo",
                new NewOrchestrationInstanceOptions()
                    .setInstanceId(child)
                    .setConflictPolicy(ConflictPolicy.TERMINATE_AND_RESTART));
      }
      assertThat(b.awaitEnd("parent" + i).getSerializedOutput())
          .contains(i % 4 < 2 ? "was purged" : "was replaced");
    }
  }

  @Test
  void aNodeThatLeavesHandsItsWorkOverAtOnce() throws SQLException {
    for (int i = 0; i < 16; i++) {
      a.client().scheduleNewOrchestrationInstance("WaitForGo", null, "h" + i);
    }
    a.close();
    a = EngineFixture.start(databaseOf(b), functionsA.registry(), "a2");
    for (int i = 0; i < 16; i++) {
      b.client().raiseEvent("h" + i, "go", "1").toCompletableFuture().join();
      assertThat(b.awaitEnd("h" + i).getSerializedOutput()).isEqualTo("1");
    }
  }

  private static DatabaseUrl databaseOf(EngineFixture node) {
    return new DatabaseUrl(
        node.dataSource().getJdbcUrl(), MariaDbServer.USER, MariaDbServer.PASSWORD);
  }
}
