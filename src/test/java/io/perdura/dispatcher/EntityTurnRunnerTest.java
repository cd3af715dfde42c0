package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityMessage;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.ParentInstance;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityLock;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Signals that reach a locked entity on its own node go through the inbox and keep their order. */
class EntityTurnRunnerTest {

  private static final EntityInstanceId ID = new EntityInstanceId("Journal", "k");
  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");
  private static final TaskHub HUB = new TaskHub(1, "hub", 1);

  private final EntityTurnRunner runner =
      new EntityTurnRunner(
          HUB,
          new PartitionRow(0, 1L, 1),
          new EntityExecutor(
              new TestEntities().registry(),
              new DataConverter(),
              HUB,
              Clock.systemUTC(),
              () -> "id"),
          new InstanceKeys(1),
          Clock.systemUTC());
  private final ActiveEntity entity =
      new ActiveEntity(ID, new EntityRow(ID, 0, null, NOW, 1, new EntityLock(7, 3)));
  private long sequence;

  private static Delivery.Signal signal(String text) {
    EntityOperationSignaled write =
        new EntityOperationSignaled(NOW, "write", "\"" + text + "\"", null);
    return new Delivery.Signal(ID, write, new CompletableFuture<>());
  }

  private Delivery.FromInbox fromInbox(EntityMessage message) {
    return new Delivery.FromInbox(new InboxMessage(++sequence, 0, ID.toString(), 0, null, message));
  }

  private EntityTurn turn() {
    EntityTurn turn = runner.begin(entity).carryOut().finish().orElseThrow();
    entity.committed(turn.row());
    return turn;
  }

  @Test
  void aSignalWaitsForEarlierOnesThatAreStillOnTheirWay() {
    Delivery.Signal first = signal("first");
    entity.add(first);
    EntityTurn sentOn = turn();
    assertThat(sentOn.deliveries()).containsExactly(first);
    EntityMessage onItsWay = (EntityMessage) sentOn.messages().get(0).event();

    entity.add(signal("second"));
    entity.add(fromInbox(new EntityUnlockSent(NOW, ID.toString(), 3, 7)));
    assertThat(turn().row()).isNull();
    assertThat(runner.begin(entity).carryOut().finish()).isEmpty();

    entity.add(fromInbox(onItsWay));
    assertThat(turn().row().state()).isEqualTo("{\"texts\":[\"first\",\"second\"]}");
    assertThat(entity.isIdle()).isTrue();
  }

  @Test
  void anotherUnlockThanThatOfTheHolderFreesNothing() {
    entity.add(fromInbox(new EntityUnlockSent(NOW, ID.toString(), 4, 7)));
    entity.add(fromInbox(new EntityUnlockSent(NOW, ID.toString(), 3, 8)));
    assertThat(turn().row().lock()).isEqualTo(new EntityLock(7, 3));
  }

  private Delivery.FromInbox lockRequest(long ownerKey, int lockId) {
    ParentInstance owner = new ParentInstance("Holder", "h" + ownerKey, ownerKey, lockId);
    return fromInbox(new EntityLockRequested(NOW, lockId, List.of(ID.toString()), 0, owner));
  }

  @Test
  void anUnlockTakesBackTheRequestThatWaitsAndNoOther() {
    entity.add(lockRequest(8, 5));
    entity.add(lockRequest(9, 5));
    assertThat(runner.begin(entity).carryOut().finish()).isEmpty();

    entity.add(fromInbox(new EntityUnlockSent(NOW, ID.toString(), 5, 8)));
    assertThat(turn().inboxSequences()).containsExactlyInAnyOrder(1L, 3L);

    entity.add(fromInbox(new EntityUnlockSent(NOW, ID.toString(), 3, 7)));
    assertThat(turn().row().lock()).isEqualTo(new EntityLock(9, 5));
  }
}
