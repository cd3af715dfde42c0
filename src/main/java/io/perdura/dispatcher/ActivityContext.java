package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.taskhub.QueuedTask;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongPredicate;

/** What one call of an activity sees. May be used by several threads of the activity. */
final class ActivityContext implements TaskActivityContext {

  /** An activity may ask in every step of a loop; the database need not answer each time. */
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final QueuedTask call;
  private final DataConverter converter;
  private final LongPredicate isLive;
  private boolean ended;
  private long nextLook = System.nanoTime();

  /**
   * @param isLive whether the run with this key is there and has not ended
   */
  ActivityContext(QueuedTask call, DataConverter converter, LongPredicate isLive) {
    this.call = call;
    this.converter = converter;
    this.isLive = isLive;
  }

  @Override
  public String getName() {
    return call.task().name();
  }

  @Override
  public String getInstanceId() {
    return call.instanceId();
  }

  @Override
  public <T> T getInput(Class<T> targetType) {
    return converter.deserialize(call.task().input(), targetType);
  }

  @Override
  public <T> T getInput(Type targetType) {
    return converter.deserialize(call.task().input(), targetType);
  }

  @Override
  public int getAttemptNumber() {
    return call.task().retry() == null ? 1 : call.task().retry().attempt();
  }

  /** The time tells runs of one key apart, in which event ids may begin anew. */
  @Override
  public String getIdempotencyKey() {
    TaskScheduled task = call.task();
    int firstId = task.retry() == null ? task.eventId() : task.retry().firstId();
    Instant firstTime = task.retry() == null ? task.timestamp() : task.retry().firstTime();
    long micros = firstTime.getEpochSecond() * 1_000_000L + firstTime.getNano() / 1_000;
    return "%x-%x-%d".formatted(call.instanceKey(), micros, firstId);
  }

  @Override
  public synchronized boolean isOrchestrationEnded() {
    long now = System.nanoTime();
    if (!ended && now - nextLook >= 0) {
      nextLook = now + LOOK_NANOS;
      ended = look();
    }
    return ended;
  }

  private boolean look() {
    try {
      return !isLive.test(call.instanceKey());
    } catch (DatabaseException notKnownNow) {
      return false;
    }
  }
}
