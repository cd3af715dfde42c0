package io.perdura.orchestration;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an orchestrator function sees of its instance, and all it may do. Not thread-safe. */
public interface TaskOrchestrationContext {

  /** Name of the orchestrator function, as given at start. */
  String getName();

  /** Id of this instance. */
  String getInstanceId();

  /** The version of the orchestrator that this instance started with, or null when it has none. */
  String getVersion();

  /** The tags given at start; empty when there were none. */
  Map<String, String> getTags();

  /** The instance that called this one as a sub-orchestration, or null. */
  ParentOrchestrationInstance getParent();

  /**
   * The input given at start.
   *
   * @return null when there was none
   */
  <V> V getInput(Class<V> targetType);

  /** Time of the current turn: the same on every replay. */
  Instant getCurrentInstant();

  /** Whether the code is repeating what it did before; use it to log once. */
  boolean getIsReplaying();

  /** A logger that is silent while the code repeats what it did before. */
  default Logger createReplaySafeLogger(Logger logger) {
    return new ReplaySafeLogger(logger, this::getIsReplaying);
  }

  /** As above, for the logger of this class. */
  default Logger createReplaySafeLogger(Class<?> type) {
    return createReplaySafeLogger(LoggerFactory.getLogger(type));
  }

  /** As above, for the logger of this name. */
  default Logger createReplaySafeLogger(String name) {
    return createReplaySafeLogger(LoggerFactory.getLogger(name));
  }

  /** A random-looking id that is the same on every replay. */
  UUID newUUID();

  /** Ends the orchestration with this output once {@code run} returns; may be null. */
  void complete(Object output);

  /** Shows {@code customStatus} as JSON in the instance's status. */
  void setCustomStatus(Object customStatus);

  /** Takes the custom status out of the instance's status; it shows null then. */
  void clearCustomStatus();

  /**
   * Schedules an activity, again if it fails and the options allow it.
   *
   * @param input stored as JSON; may be null
   * @param options null for a single attempt
   */
  <V> Task<V> callActivity(String name, Object input, TaskOptions options, Class<V> returnType);

  /** As above, with a single attempt. */
  default <V> Task<V> callActivity(String name, Object input, Class<V> returnType) {
    return callActivity(name, input, null, returnType);
  }

  /** As above, with a single attempt and without input. */
  default <V> Task<V> callActivity(String name, Class<V> returnType) {
    return callActivity(name, null, null, returnType);
  }

  /** As above, for an activity whose result does not matter. */
  default Task<Void> callActivity(String name, Object input, TaskOptions options) {
    return callActivity(name, input, options, Void.class);
  }

  /** As above, with a single attempt. */
  default Task<Void> callActivity(String name, Object input) {
    return callActivity(name, input, null, Void.class);
  }

  /** As above, with a single attempt and without input. */
  default Task<Void> callActivity(String name) {
    return callActivity(name, null, null, Void.class);
  }

  /**
   * Starts another orchestration and waits for its end when awaited; starts it again if it fails
   * and the options allow it.
   *
   * @param input stored as JSON; may be null
   * @param instanceId id of the child; null for a derived one, of each attempt another. When a live
   *     instance has it, the task fails
   * @param options null for a single attempt
   */
  <V> Task<V> callSubOrchestrator(
      String name, Object input, String instanceId, TaskOptions options, Class<V> returnType);

  /** As above, with a single attempt. */
  default <V> Task<V> callSubOrchestrator(
      String name, Object input, String instanceId, Class<V> returnType) {
    return callSubOrchestrator(name, input, instanceId, null, returnType);
  }

  /** As above, for a child whose output does not matter. */
  default Task<Void> callSubOrchestrator(
      String name, Object input, String instanceId, TaskOptions options) {
    return callSubOrchestrator(name, input, instanceId, options, Void.class);
  }

  /** As above, under a derived id. */
  default <V> Task<V> callSubOrchestrator(String name, Object input, Class<V> returnType) {
    return callSubOrchestrator(name, input, null, null, returnType);
  }

  /** As above, under a derived id and without input. */
  default <V> Task<V> callSubOrchestrator(String name, Class<V> returnType) {
    return callSubOrchestrator(name, null, null, null, returnType);
  }

  /** As above, under a derived id, for a child whose output does not matter. */
  default Task<Void> callSubOrchestrator(String name, Object input) {
    return callSubOrchestrator(name, input, null, null, Void.class);
  }

  /** As above, without input. */
  default Task<Void> callSubOrchestrator(String name) {
    return callSubOrchestrator(name, null, null, null, Void.class);
  }

  /**
   * Raises an event to another instance. One that does not exist or has finished never sees it.
   *
   * @param eventData stored as JSON; may be null
   */
  void sendEvent(String instanceId, String eventName, Object eventData);

  /** As above, with null as its data. */
  default void sendEvent(String instanceId, String eventName) {
    sendEvent(instanceId, eventName, null);
  }

  /**
   * Has an entity carry out an operation, and waits for its result when awaited. The entity need
   * not exist. When the operation throws, {@link Task#await()} throws {@link
   * EntityOperationFailedException}.
   *
   * @param operationName in any letter case
   * @param input stored as JSON; may be null
   * @throws IllegalStateException inside a critical section, when the entity is not one of the
   *     locked ones or still busy with another call
   */
  <V> Task<V> callEntity(
      EntityInstanceId entityId, String operationName, Object input, Class<V> returnType);

  /** As above, without input. */
  default <V> Task<V> callEntity(
      EntityInstanceId entityId, String operationName, Class<V> returnType) {
    return callEntity(entityId, operationName, null, returnType);
  }

  /** As above, for an operation whose result does not matter. */
  default Task<Void> callEntity(EntityInstanceId entityId, String operationName, Object input) {
    return callEntity(entityId, operationName, input, Void.class);
  }

  /** As above, without input. */
  default Task<Void> callEntity(EntityInstanceId entityId, String operationName) {
    return callEntity(entityId, operationName, null, Void.class);
  }

  /**
   * Has an entity carry out an operation without waiting for it.
   *
   * @param operationName in any letter case
   * @param input stored as JSON; may be null
   * @param options may be null
   * @throws IllegalStateException inside a critical section, when the entity is a locked one
   */
  void signalEntity(
      EntityInstanceId entityId, String operationName, Object input, SignalEntityOptions options);

  /** As above, at once. */
  default void signalEntity(EntityInstanceId entityId, String operationName, Object input) {
    signalEntity(entityId, operationName, input, null);
  }

  /** As above, at once and without input. */
  default void signalEntity(EntityInstanceId entityId, String operationName) {
    signalEntity(entityId, operationName, null, null);
  }

  /**
   * Locks entities, so that until the result is closed they carry out no operations but those that
   * this orchestration calls; what others send waits. Between this call and the closing, the
   * orchestration is in a critical section, in which it may call only the locked entities, each one
   * call at a time, signal only others, and lock no further ones and start no sub-orchestrations.
   * However the orchestration ends, its locks end with it.
   *
   * @throws IllegalArgumentException when there are none
   * @throws IllegalStateException inside a critical section
   */
  Task<AutoCloseable> lockEntities(List<EntityInstanceId> entityIds);

  /** As above. */
  default Task<AutoCloseable> lockEntities(EntityInstanceId... entityIds) {
    return lockEntities(Arrays.asList(entityIds));
  }

  /** Whether entities are locked, or a lock has been asked for. */
  boolean isInCriticalSection();

  /** The entities of the critical section; empty outside of one. */
  List<EntityInstanceId> getLockedEntities();

  /**
   * Begins the instance again under the same id with another input and without its history, so that
   * it can run for ever. Never returns; results of what is still under way are dropped, and timers
   * with them.
   *
   * @param preserveUnprocessedEvents whether raised events that nobody has waited for are kept
   */
  void continueAsNew(Object input, boolean preserveUnprocessedEvents);

  /** As above; unprocessed events are kept. */
  default void continueAsNew(Object input) {
    continueAsNew(input, true);
  }

  /**
   * Makes an HTTP request, in the activity {@code BuiltIn::HttpActivity}. No thread waits between
   * attempts or polls. Any status code is a result; the task fails when there is no answer, when
   * the host is not among those of the setting {@code perdura.http-call.allowed-hosts}, or when an
   * attempt of {@link DurableHttpRequest#getHttpRetryOptions} was the last one. Redirects are not
   * followed.
   *
   * @param options retries in place of the request's own, or null
   */
  Task<DurableHttpResponse> callHttp(DurableHttpRequest request, TaskOptions options);

  /** As above, with the request's own retries. */
  default Task<DurableHttpResponse> callHttp(DurableHttpRequest request) {
    return callHttp(request, null);
  }

  /** As above, for a request without headers and body. */
  default Task<DurableHttpResponse> callHttp(String method, URI uri) {
    return callHttp(new DurableHttpRequest(method, uri), null);
  }

  /** A durable timer; it outlives restarts and may last for years. */
  default Task<Void> createTimer(Duration delay) {
    return createTimer(getCurrentInstant().plus(delay));
  }

  /** A durable timer that fires at {@code fireAt}. */
  default Task<Void> createTimer(ZonedDateTime fireAt) {
    return createTimer(fireAt.toInstant());
  }

  /** A durable timer that fires at {@code fireAt}. */
  Task<Void> createTimer(Instant fireAt);

  /**
   * The next event of this name (in any letter case) raised to this instance. Events wait in order
   * until asked for.
   */
  default <V> Task<V> waitForExternalEvent(String name, Class<V> dataType) {
    return waitForExternalEvent(name, null, dataType);
  }

  /**
   * As above, but {@link Task#await()} throws {@link TaskCanceledException} when no event came
   * within {@code timeout}; null, zero, a negative timeout or one that ends after the year 9999
   * means no limit.
   */
  <V> Task<V> waitForExternalEvent(String name, Duration timeout, Class<V> dataType);

  /** As above without a limit, for an event whose data does not matter. */
  default Task<Void> waitForExternalEvent(String name) {
    return waitForExternalEvent(name, Void.class);
  }

  /** As above with a limit, for an event whose data does not matter. */
  default Task<Void> waitForExternalEvent(String name, Duration timeout) {
    return waitForExternalEvent(name, timeout, Void.class);
  }

  /** Done when all tasks are; the result lists theirs in the order given. */
  <V> Task<List<V>> allOf(List<Task<V>> tasks);

  /** Done when all tasks are; the result lists theirs in the order given. */
  @SuppressWarnings("unchecked")
  default <V> Task<List<V>> allOf(Task<V>... tasks) {
    return allOf(Arrays.asList(tasks));
  }

  /** Done when one of the tasks is; the result is that task. */
  Task<Task<?>> anyOf(List<Task<?>> tasks);

  /** Done when one of the tasks is; the result is that task. */
  default Task<Task<?>> anyOf(Task<?>... tasks) {
    return anyOf(Arrays.asList(tasks));
  }
}
