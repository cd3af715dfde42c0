package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.taskhub.QueuedTask;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActivityPoolTest {

  private static final int SIZE = 2;

  private final CountDownLatch returning = new CountDownLatch(1);
  private final AtomicInteger ended = new AtomicInteger();
  private final FunctionRegistry functions = new FunctionRegistry();

  private void submit(ActivityPool pool, String name) {
    TaskScheduled task = new TaskScheduled(Instant.EPOCH, 0, name, null);
    pool.submit(new QueuedTask(1, 0, "instance", task), event -> ended.incrementAndGet());
  }

  @Test
  void activitiesThatNeverReturnDoNotStopOthers() {
    functions.addActivity(
        "Never",
        () ->
            ctx -> {
              returning.await();
              return null;
            },
        "test");
    functions.addActivity("Quick", () -> ctx -> null, "test");
    Activities activities =
        new Activities(functions, new DataConverter(), key -> true, Clock.systemUTC());
    try (ActivityPool pool = new ActivityPool(activities, SIZE)) {
      for (int i = 0; i < 2 * SIZE; i++) {
        submit(pool, "Never");
      }
      submit(pool, "Quick");
      long inAnHour = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                pool.replaceKeptThreads(inAnHour);
                return ended.get() == 1;
              });
      returning.countDown();
      await().atMost(LIMIT).until(() -> ended.get() == 2 * SIZE + 1);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                pool.replaceKeptThreads(System.nanoTime());
                assertThat(pool.room()).isEqualTo(SIZE * 5);
              });
    }
  }
}
