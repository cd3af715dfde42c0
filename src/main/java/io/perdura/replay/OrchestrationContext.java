package io.perdura.replay;

import io.perdura.history.EventRaised;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskCanceledException;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** The context given to an author's orchestrator: turns calls into actions, and waits by replay. */
final class OrchestrationContext implements TaskOrchestrationContext {

  /** Databases keep times up to the end of the year 9999. */
  private static final Instant LATEST_TIMER = Instant.parse("9999-12-31T23:59:59Z");

  private final String instanceId;
  private final ReplayState state;
  private final DataConverter converter;
  private final ActionLog actions;
  private int uuids;
  private String output;
  private String customStatus;

  OrchestrationContext(String instanceId, ReplayState state, DataConverter converter) {
    this.instanceId = instanceId;
    this.state = state;
    this.converter = converter;
    this.actions = state.actions();
  }

  void pullUntil(Task<?> done) {
    state.pullUntil(done::isDone);
  }

  String output() {
    return output;
  }

  String customStatus() {
    return customStatus;
  }

  @Override
  public String getName() {
    return state.started().name();
  }

  @Override
  public String getInstanceId() {
    return instanceId;
  }

  @Override
  public <V> V getInput(Class<V> targetType) {
    return converter.deserialize(state.started().input(), targetType);
  }

  @Override
  public Instant getCurrentInstant() {
    return state.now();
  }

  @Override
  public boolean getIsReplaying() {
    return state.isReplaying();
  }

  @Override
  public UUID newUUID() {
    state.requireRunning();
    String name = "%s|%s|%d".formatted(instanceId, state.now(), uuids++);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void complete(Object output) {
    state.requireRunning();
    this.output = converter.serialize(output);
  }

  @Override
  public void setCustomStatus(Object customStatus) {
    state.requireRunning();
    this.customStatus = converter.serialize(customStatus);
  }

  @Override
  public void clearCustomStatus() {
    setCustomStatus(null);
  }

  @Override
  public <V> Task<V> callActivity(String name, Object input, Class<V> returnType) {
    state.requireRunning();
    Objects.requireNonNull(name, "the activity's name");
    int id = actions.nextId();
    actions.add(new Action.ScheduleTask(id, name, converter.serialize(input)));
    AwaitableTask<V> task = new AwaitableTask<>(this);
    state.expectTask(
        id,
        name,
        result -> task.complete(() -> converter.deserialize(result, returnType)),
        task::fail);
    return task;
  }

  @Override
  public Task<Void> createTimer(Instant fireAt) {
    state.requireRunning();
    AwaitableTask<Void> task = new AwaitableTask<>(this);
    startTimer(fireAt, () -> task.complete(() -> null));
    return task;
  }

  private int startTimer(Instant fireAt, Runnable whenFired) {
    if (fireAt.isAfter(LATEST_TIMER)) {
      throw new IllegalArgumentException(
          "A timer fires at the latest at %s, not at %s".formatted(LATEST_TIMER, fireAt));
    }
    int id = actions.nextId();
    actions.add(new Action.CreateTimer(id, fireAt));
    state.expectTimer(id, whenFired);
    return id;
  }

  @Override
  public <V> Task<V> waitForExternalEvent(String name, Class<V> dataType) {
    return waitForExternalEvent(name, Duration.ZERO, dataType);
  }

  @Override
  public <V> Task<V> waitForExternalEvent(String name, Duration timeout, Class<V> dataType) {
    state.requireRunning();
    ExternalEvents events = state.externalEvents();
    AwaitableTask<V> task = new AwaitableTask<>(this);
    Consumer<EventRaised> receiver =
        event -> task.complete(() -> converter.deserialize(event.input(), dataType));
    if (!events.takeKept(name, receiver)) {
      events.await(name, receiver);
      if (!timeout.isZero() && !timeout.isNegative()) {
        limitWait(name, timeout, task, () -> events.stopAwaiting(name, receiver));
      }
    }
    return task;
  }

  private void limitWait(
      String name, Duration timeout, AwaitableTask<?> task, Runnable stopAwaiting) {
    int[] timerId = new int[1];
    timerId[0] =
        startTimer(
            state.now().plus(timeout),
            () -> {
              if (!task.isDone()) {
                stopAwaiting.run();
                String message = "No event '%s' was raised within %s".formatted(name, timeout);
                task.fail(new TaskCanceledException(message, name, timerId[0]));
              }
            });
  }

  @Override
  public <V> Task<List<V>> allOf(List<Task<V>> tasks) {
    state.requireRunning();
    return TaskCombinators.allOf(this, tasks);
  }

  @Override
  public Task<Task<?>> anyOf(List<Task<?>> tasks) {
    state.requireRunning();
    return TaskCombinators.anyOf(this, tasks);
  }
}
