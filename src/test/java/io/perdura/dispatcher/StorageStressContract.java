package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.DurableClient;
import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.PurgeRow;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** All that begins, ends and deletes runs, at once and to the same few ids, on two nodes. */
@Tag("stress")
abstract class StorageStressContract {

  private static final Duration STRESS = Duration.ofSeconds(3);
  private static final int CLIENTS = 8;
  private static final List<String> IDS = List.of("s0", "s1", "s2", "s3", "s4", "s5", "s6");
  private static final List<String> FUNCTIONS =
      List.of("Quick", "Flaky", "Flaky", "Waiting", "Renewed", "Parent", "Parent");

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Long> purges = new ConcurrentLinkedQueue<>();
  private volatile boolean calm;
  private EngineFixture a;
  private EngineFixture b;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void start() {
    DatabaseUrl database = newDatabase();
    a = EngineFixture.start(database, functions(), "a");
    b = EngineFixture.start(database, functions(), "b");
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  private FunctionRegistry functions() {
    FunctionRegistry registry = new FunctionRegistry();
    registry.addActivity(
        "Flip",
        () ->
            ctx -> {
              if (!calm && ThreadLocalRandom.current().nextInt(3) == 0) {
                throw new IllegalStateException("not yet");
              }
              return 1;
            },
        "test");
    orchestrator(registry, "Quick", ctx -> ctx.complete(1));
    orchestrator(
        registry,
        "Flaky",
        ctx -> {
          ctx.allOf(
                  IntStream.range(0, 3)
                      .mapToObj(i -> ctx.callActivity("Flip", i, Integer.class))
                      .toList())
              .await();
          ctx.complete(3);
        });
    orchestrator(
        registry,
        "Waiting",
        ctx ->
            ctx.anyOf(ctx.createTimer(Duration.ofHours(1)), ctx.waitForExternalEvent("go"))
                .await());
    orchestrator(
        registry,
        "Renewed",
        ctx -> {
          int left = ctx.getInput(Integer.class);
          ctx.createTimer(Duration.ofHours(1));
          ctx.callActivity("Flip", left, Integer.class).await();
          if (left > 0) {
            ctx.continueAsNew(left - 1);
          }
        });
    orchestrator(
        registry,
        "Parent",
        ctx -> {
          int own = ctx.getInput(Integer.class);
          ctx.callSubOrchestrator("Flaky", null, IDS.get(own), Integer.class).await();
          ctx.callSubOrchestrator("Flaky", null, Integer.class).await();
        });
    return registry;
  }

  private static void orchestrator(FunctionRegistry registry, String name, TaskOrchestration code) {
    registry.addOrchestrator(name, () -> code, "test");
  }

  @Test
  void nothingIsLostLeftOrMiscountedWhenAllHappensAtOnce(TestReporter reporter) throws Exception {
    long seed = System.nanoTime();
    reporter.publishEntry("seed", String.valueOf(seed));
    await()
        .atMost(LIMIT)
        .until(() -> texts("SELECT id FROM partitions WHERE owner IS NOT NULL").size() == 8);
    long end = System.nanoTime() + STRESS.toNanos();
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> new Thread(() -> stress(new Random(seed + i), end), "client-" + i))
            .toList();
    clients.forEach(Thread::start);
    for (Thread client : clients) {
      client.join();
    }
    calm = true;

    assertThat(failures).as("seed %d", seed).isEmpty();
    await().atMost(LIMIT).until(() -> purges.stream().allMatch(this::isCompleted));
    await().atMost(LIMIT).untilAsserted(this::everyInstanceEnds);
    await().atMost(LIMIT).untilAsserted(this::nothingIsOnItsWay);
    assertThat(texts("SELECT timer_id FROM timers")).isEmpty();
    a.client().purgeInstances(InstanceFilter.all().createdSince(Instant.EPOCH));
    assertThat(texts("SELECT name FROM instances")).isEmpty();
    assertThat(texts("SELECT events FROM history")).isEmpty();
    assertThat(texts("SELECT name FROM instance_counts WHERE instances <> 0")).isEmpty();
  }

  private boolean isCompleted(long purge) {
    return a.client().findPurge(purge).orElseThrow().state() == PurgeRow.State.COMPLETED;
  }

  private void nothingIsOnItsWay() throws SQLException {
    assertThat(texts("SELECT event FROM inbox")).isEmpty();
    assertThat(texts("SELECT task FROM activity_queue")).isEmpty();
  }

  /** What waits gets what it waits for, and what has failed is put back to work. */
  private void everyInstanceEnds() throws SQLException {
    List<String> open = new ArrayList<>();
    for (String id : IDS) {
      Optional<OrchestrationMetadata> found = a.client().findInstance(id);
      if (found.isPresent() && !found.get().isCompleted()) {
        assertThat(found.get().getWaitingReason()).isNull();
        open.add(id + " " + found.get().getRuntimeStatus() + a.client().getHistory(found.get()));
        quietly(() -> a.client().resume(id, null).toCompletableFuture().join());
        quietly(() -> b.client().raiseEvent(id, "go", "1").toCompletableFuture().join());
      } else if (found.isPresent()
          && found.get().getRuntimeStatus() == OrchestrationRuntimeStatus.FAILED
          && !found.get().getName().equals("Parent")) {
        open.add(id + " FAILED " + found.get().getSerializedOutput());
        quietly(() -> b.client().rewind(id, null).toCompletableFuture().join());
      }
    }
    assertThat(open).isEmpty();
    assertThat(failures).isEmpty();
  }

  private void stress(Random random, long end) {
    while (System.nanoTime() < end) {
      quietly(() -> act(random));
    }
  }

  private void act(Random random) {
    DurableClient client = (random.nextBoolean() ? a : b).client();
    String id = IDS.get(random.nextInt(IDS.size()));
    boolean rarely = random.nextInt(20) == 0;
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3, 4 ->
          client.scheduleNewOrchestrationInstance(
              FUNCTIONS.get(random.nextInt(FUNCTIONS.size())),
              new NewOrchestrationInstanceOptions()
                  .setInstanceId(id)
                  .setInput(random.nextInt(IDS.size()))
                  .setConflictPolicy(
                      rarely
                          ? ConflictPolicy.TERMINATE_AND_RESTART
                          : ConflictPolicy.REPLACE_FINISHED));
      case 5, 6, 7 -> client.rewind(id, "again").toCompletableFuture().join();
      case 8 -> client.purgeInstance(id, false);
      case 9 -> client.purgeInstance(id, rarely);
      case 10 ->
          client.purgeInstances(
              random.nextBoolean()
                  ? InstanceFilter.all()
                  : InstanceFilter.all().createdSince(Instant.EPOCH));
      case 11 -> client.terminate(id, "enough", random.nextBoolean()).toCompletableFuture().join();
      case 12 -> client.raiseEvent(id, "go", "1").toCompletableFuture().join();
      default -> {
        if (rarely && purges.size() < 3) {
          purges.add(client.startPurge(InstanceFilter.all().createdSince(Instant.EPOCH)).id());
        } else if (rarely) {
          takeAway(random.nextInt(8));
        }
      }
    }
  }

  /** Keeps what should not have happened. */
  private void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      if (!isExpected(e instanceof CompletionException ? e.getCause() : e)) {
        failures.add(e);
      }
    }
  }

  private static boolean isExpected(Throwable failure) {
    return failure instanceof InstanceNotFoundException
        || failure instanceof InstanceFinishedException
        || failure instanceof InstanceLiveException
        || failure instanceof InstanceExistsException
        || failure instanceof HubUnavailableException && failure.getCause() == null;
  }

  /** As if the owner had been given up for dead. */
  private void takeAway(int partition) {
    try (Connection connection = a.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE partitions SET epoch = epoch + 1, owner = NULL WHERE id = " + partition);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    try (Connection connection = a.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      connection.commit();
      return texts;
    }
  }
}
