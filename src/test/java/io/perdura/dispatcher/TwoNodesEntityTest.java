package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.client.EntityMetadata;
import io.perdura.samples.BankTransfer;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes in one process on one MariaDB signal the same entities. */
class TwoNodesEntityTest {

  private final DatabaseUrl database = DatabaseUrl.mariaDb(MariaDbServer.shared());
  private EngineFixture a;
  private EngineFixture b;

  @BeforeEach
  void start() {
    a = EngineFixture.start(database, EntityOrchestrations.registry(), "a");
    b = EngineFixture.start(database, EntityOrchestrations.registry(), "b");
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  private static CompletableFuture<Void> send(
      EngineFixture node, String name, String key, String operation, String input) {
    return node.client()
        .getEntities()
        .signalEntity(name, key, operation, input)
        .toCompletableFuture();
  }

  private void awaitState(String name, String key, String json) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        b.client()
                            .getEntities()
                            .findEntity(name, key)
                            .map(EntityMetadata::getSerializedState))
                    .hasValue(json));
  }

  @Test
  void aThousandSignalsFromBothNodesAtOnceCountExactlyAThousand() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sent.add(send(i % 2 == 0 ? a : b, "Counter", "shared", "Add", "1"));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    awaitState("Counter", "shared", "{\"currentValue\":1000}");
  }

  @Test
  void signalsOfOneNodeKeepTheirOrderWhicheverNodeRunsTheEntity() {
    for (int key = 0; key < 16; key++) {
      for (int i = 0; i < 10; i++) {
        send(a, "Journal", "k" + key, "write", "\"" + i + "\"").join();
      }
    }
    String inOrder =
        IntStream.range(0, 10).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
    for (int key = 0; key < 16; key++) {
      awaitState("Journal", "k" + key, "{\"texts\":[" + inOrder + "]}");
    }
  }

  @Test
  void noSignalIsLostOrDoubledWhileANodeComesAndGoes() {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 200; i++) {
        sent.add(send(b, "Counter", "moving" + i % 8, "Add", "1"));
      }
      a.close();
      a = EngineFixture.start(database, EntityOrchestrations.registry(), "a");
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    for (int i = 0; i < 8; i++) {
      awaitState("Counter", "moving" + i, "{\"currentValue\":75}");
    }
  }

  @Test
  void callsAndLocksReachAcrossNodes() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      EngineFixture node = i % 2 == 0 ? a : b;
      List<String> keys = i % 3 == 0 ? List.of("x", "y", "z") : List.of("z", "x", "y");
      ids.add(node.client().scheduleNewOrchestrationInstance("Increment", keys, null));
    }
    ids.forEach(b::awaitEnd);
    for (String key : List.of("x", "y", "z")) {
      awaitState("Counter", key, "{\"currentValue\":40}");
    }
  }

  @Test
  void transfersGoOnWhenTheirNodeGoesAwayInTheMiddle() {
    List<String> ids = new ArrayList<>();
    send(a, "Account", "anna", "deposit", "1000").join();
    send(a, "Account", "ben", "deposit", "1000").join();
    for (int i = 0; i < 30; i++) {
      BankTransfer.Transfer transfer =
          i % 2 == 0
              ? new BankTransfer.Transfer("anna", "ben", 10L + i)
              : new BankTransfer.Transfer("ben", "anna", 10L + i);
      ids.add(a.client().scheduleNewOrchestrationInstance("BankTransfer", transfer, null));
    }
    a.close();
    a = EngineFixture.start(database, EntityOrchestrations.registry(), "a");
    ids.forEach(id -> assertThat(b.awaitEnd(id).getSerializedOutput()).contains("true"));
    awaitState("Account", "anna", "{\"balance\":1015}");
    awaitState("Account", "ben", "{\"balance\":985}");
  }
}
