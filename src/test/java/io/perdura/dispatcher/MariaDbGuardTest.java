package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;
import org.junit.jupiter.api.Test;

class MariaDbGuardTest extends GuardContract {

  /** So many quotes, escaped twice, are more than the server takes in one packet. */
  private static final int TOO_LARGE = 7_000_000;

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.mariaDb(MariaDbServer.shared());
  }

  @Test
  void aTurnThatCannotBeStoredParksItsInstanceUntilItIsResumed() {
    statusLength().set(TOO_LARGE);
    start("WithStatus", "p");
    raise("p", "go", "null");
    awaitWaitingReason("p", "could not be stored");
    requireThatOthersRun();
    statusLength().set(1);
    engine().client().resume("p", null).toCompletableFuture().join();
    await()
        .atMost(LIMIT)
        .until(() -> engine().client().findInstance("p").orElseThrow().isCompleted());
    assertThat(engine().client().findInstance("p").orElseThrow().getWaitingReason()).isNull();
  }

  /** Both take a quarter of a minute. */
  @Test
  void callersHearOfCallsAndOfChildrenThatCannotBeStored() {
    stateLength().set(TOO_LARGE);
    start("CallSluggish", "c");
    start("ParentOfUnstorable", "p");
    assertThat(engine().awaitEnd("c").getSerializedOutput()).contains("cannot be stored");
    assertThat(engine().awaitEnd("p").getSerializedOutput())
        .contains("'unstorable' could not be stored");
    stateLength().set(1);
    assertThat(engine().awaitEnd(start("CallSluggish", "d")).getSerializedOutput())
        .isEqualTo("\"grown\"");
  }
}
