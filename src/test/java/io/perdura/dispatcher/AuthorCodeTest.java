package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** When code counts as slow: by how often it is found at work, not by the clock. */
class AuthorCodeTest {

  private static final int ENOUGH_LOOKS = 4;

  private final SlowLane slowLane = new SlowLane();
  private final AuthorCode code = new AuthorCode(slowLane);
  private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

  /** One turn of the function, as long as it is let. */
  private final class Turn {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch end = new CountDownLatch(1);
    final CompletableFuture<String> result =
        CompletableFuture.supplyAsync(() -> code.run("Slow", "i", this::work, late::add));

    private String work() {
      begun.countDown();
      await(end);
      return "done";
    }

    Turn begun() {
      await(begun);
      return this;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void codeFoundAtWorkAgainAndAgainLosesItsThread() throws InterruptedException {
    Turn turn = new Turn().begun();
    for (int look = 0; look < ENOUGH_LOOKS; look++) {
      assertThat(code.takeFromSlowCode()).isFalse();
    }
    assertThat(code.takeFromSlowCode()).isTrue();
    assertThat(slowLane.isKnown("Slow")).isTrue();
    turn.end.countDown();

    assertThat(turn.result)
        .failsWithin(LIMIT)
        .withThrowableThat()
        .withCauseInstanceOf(AuthorCode.Replaced.class);
    assertThat(late.take()).isEqualTo("done");
  }

  @Test
  void turnsThatEndBetweenLooksAreNotSlowTogether() {
    for (int look = 0; look < 2 * ENOUGH_LOOKS; look++) {
      Turn turn = new Turn().begun();
      assertThat(code.takeFromSlowCode()).isFalse();
      turn.end.countDown();
      assertThat(turn.result.join()).isEqualTo("done");
    }
    assertThat(slowLane.isKnown("Slow")).isFalse();
  }
}
