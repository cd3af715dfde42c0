package io.perdura.replay;

import io.perdura.history.EventRaised;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.history.Retry;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.DurableHttpRequest;
import io.perdura.orchestration.DurableHttpResponse;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.InstanceIdRules;
import io.perdura.orchestration.ParentOrchestrationInstance;
import io.perdura.orchestration.SignalEntityOptions;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskCanceledException;
import io.perdura.orchestration.TaskOptions;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.orchestration.TimeRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** The context given to an author's orchestrator: turns calls into actions, and waits by replay. */
final class OrchestrationContext implements TaskOrchestrationContext {

  private final String instanceId;
  private final ReplayState state;
  private final DataConverter converter;
  private final ActionLog actions;
  private final EntityTasks entities;
  private int uuids;
  private String output;
  private String customStatus;
  private ContinueAsNew restart;

  OrchestrationContext(String instanceId, ReplayState state, DataConverter converter) {
    this.instanceId = instanceId;
    this.state = state;
    this.converter = converter;
    this.actions = state.actions();
    this.entities = new EntityTasks(this, state, converter);
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

  /** How the instance begins again, or null. */
  ContinueAsNew restart() {
    return restart;
  }

  @Override
  public String getName() {
    return state.started().name();
  }

  @Override
  public String getVersion() {
    return state.started().version();
  }

  @Override
  public Map<String, String> getTags() {
    Map<String, String> tags = state.started().tags();
    return tags == null ? Map.of() : Map.copyOf(tags);
  }

  @Override
  public ParentOrchestrationInstance getParent() {
    ParentInstance parent = state.started().parentInstance();
    return parent == null
        ? null
        : new ParentOrchestrationInstance(parent.name(), parent.instanceId());
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
  public <V> Task<V> callActivity(
      String name, Object input, TaskOptions options, Class<V> returnType) {
    state.requireRunning();
    Objects.requireNonNull(name, "the activity's name");
    String json = converter.serialize(input);
    return Retries.of(this, options, earlier -> scheduleActivity(name, json, earlier, returnType));
  }

  @Override
  public Task<DurableHttpResponse> callHttp(DurableHttpRequest request, TaskOptions options) {
    state.requireRunning();
    return HttpCall.start(this, request, options);
  }

  String serialize(Object value) {
    return converter.serialize(value);
  }

  <V> AwaitableTask<V> scheduleActivity(
      String name, String input, Retries.Earlier earlier, Class<V> returnType) {
    state.requireRunning();
    Retry retry = retry(earlier);
    int id = actions.nextId();
    actions.add(new Action.ScheduleTask(id, name, input, retry));
    AwaitableTask<V> task = new AwaitableTask<>(this);
    state.expectTask(
        id,
        name,
        result -> task.complete(() -> converter.deserialize(result, returnType)),
        task::fail);
    return task;
  }

  private static Retry retry(Retries.Earlier earlier) {
    return earlier == null
        ? null
        : new Retry(earlier.count() + 1, earlier.firstId(), earlier.begun());
  }

  @Override
  public <V> Task<V> callSubOrchestrator(
      String name, Object input, String instanceId, TaskOptions options, Class<V> returnType) {
    state.requireRunning();
    Objects.requireNonNull(name, "the sub-orchestration's name");
    entities.section().requireNone("start sub-orchestrations");
    if (instanceId != null) {
      checkId(instanceId);
    }
    String json = converter.serialize(input);
    return Retries.of(
        this,
        options,
        earlier -> createSubOrchestration(name, json, instanceId, earlier, returnType));
  }

  private <V> AwaitableTask<V> createSubOrchestration(
      String name, String input, String instanceId, Retries.Earlier earlier, Class<V> returnType) {
    state.requireRunning();
    int id = actions.nextId();
    String childId = instanceId == null ? newUUID().toString() : instanceId;
    actions.add(new Action.CreateSubOrchestration(id, name, childId, input, retry(earlier)));
    AwaitableTask<V> task = new AwaitableTask<>(this);
    state.expectTask(
        id,
        name,
        result -> task.complete(() -> converter.deserialize(result, returnType)),
        task::fail);
    return task;
  }

  private static void checkId(String instanceId) {
    InstanceIdRules.violation(instanceId)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException("'%s': %s".formatted(instanceId, rule));
            });
  }

  @Override
  public void sendEvent(String instanceId, String eventName, Object eventData) {
    state.requireRunning();
    checkId(Objects.requireNonNull(instanceId, "the id of the instance"));
    Objects.requireNonNull(eventName, "the event's name");
    String input = eventData == null ? "null" : converter.serialize(eventData);
    actions.add(new Action.SendEvent(actions.nextId(), instanceId, eventName, input));
  }

  @Override
  public <V> Task<V> callEntity(
      EntityInstanceId entityId, String operationName, Object input, Class<V> returnType) {
    return entities.call(entityId, operationName, input, returnType);
  }

  @Override
  public void signalEntity(
      EntityInstanceId entityId, String operationName, Object input, SignalEntityOptions options) {
    entities.signal(entityId, operationName, input, options);
  }

  @Override
  public Task<AutoCloseable> lockEntities(List<EntityInstanceId> entityIds) {
    return entities.lock(entityIds);
  }

  @Override
  public boolean isInCriticalSection() {
    return entities.section().isEntered();
  }

  @Override
  public List<EntityInstanceId> getLockedEntities() {
    return entities.section().entities();
  }

  @Override
  public void continueAsNew(Object input, boolean preserveUnprocessedEvents) {
    state.requireRunning();
    String newInput = converter.serialize(input);
    List<HistoryEvent> unprocessed = state.takeUnprocessed();
    List<HistoryEvent> carried =
        unprocessed.stream().filter(event -> isCarried(event, preserveUnprocessedEvents)).toList();
    restart =
        new ContinueAsNew(state.started().again(state.now(), newInput, actions.nextId()), carried);
    state.unwind();
  }

  /** Results of what the earlier run asked for are for that run only. */
  private static boolean isCarried(HistoryEvent event, boolean preserveUnprocessedEvents) {
    return event instanceof EventRaised && preserveUnprocessedEvents
        || event instanceof ExecutionSuspended
        || event instanceof ExecutionResumed;
  }

  @Override
  public Task<Void> createTimer(Instant fireAt) {
    state.requireRunning();
    AwaitableTask<Void> task = new AwaitableTask<>(this);
    startTimer(fireAt, () -> task.complete(() -> null));
    return task;
  }

  int startTimer(Instant fireAt, Runnable whenFired) {
    state.requireRunning();
    return startTimer(fireAt, null, whenFired);
  }

  /** The pause before another attempt at the task with the event id {@code retried}. */
  void startRetryTimer(Duration pause, int retried, Runnable whenFired) {
    state.requireRunning();
    Duration most = longestPause();
    startTimer(state.now().plus(pause.compareTo(most) < 0 ? pause : most), retried, whenFired);
  }

  private Duration longestPause() {
    return Duration.between(state.now(), TimeRules.LATEST);
  }

  private int startTimer(Instant fireAt, Integer retried, Runnable whenFired) {
    TimeRules.requireStorable(fireAt);
    int id = actions.nextId();
    actions.add(new Action.CreateTimer(id, fireAt, retried));
    state.expectTimer(id, whenFired);
    return id;
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
      if (isLimit(timeout)) {
        limitWait(name, timeout, task, () -> events.stopAwaiting(name, receiver));
      }
    }
    return task;
  }

  /** What ends after all times that can be kept is no limit. */
  private boolean isLimit(Duration timeout) {
    return timeout != null
        && !timeout.isZero()
        && !timeout.isNegative()
        && timeout.compareTo(longestPause()) <= 0;
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
