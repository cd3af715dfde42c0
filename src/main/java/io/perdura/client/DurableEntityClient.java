package io.perdura.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.dao.EntityRows;
import io.perdura.dao.EntityStore;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.orchestration.CallEntity;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.EntityOperationFailedException;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.TimeRules;
import io.perdura.taskhub.EntityQuery;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.UnknownEntityException;
import io.perdura.taskhub.WorkIntake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Signals and shows the entities of one task hub. Thread-safe. Every method may throw a {@link
 * io.perdura.taskhub.TaskHubException}, and every stage fail with one.
 */
public final class DurableEntityClient {

  private final DurableClient orchestrations;
  private final EntityStore store;
  private final WorkIntake intake;
  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final Clock clock;

  DurableEntityClient(
      DurableClient orchestrations,
      EntityStore store,
      WorkIntake intake,
      FunctionRegistry functions,
      DataConverter converter,
      Clock clock) {
    this.orchestrations = orchestrations;
    this.store = store;
    this.intake = intake;
    this.functions = functions;
    this.converter = converter;
    this.clock = clock;
  }

  /**
   * Has an entity carry out an operation, exactly once. The signal is on disk when the stage
   * completes; that the operation fails is not told.
   *
   * @param name the entity function, in any letter case
   * @param key which of its entities; it need not exist
   * @param operation in any letter case
   * @param input JSON text or null
   * @throws UnknownEntityException when there is no such function
   * @throws InvalidRequestException when the key breaks a rule
   */
  public CompletionStage<Void> signalEntity(
      String name, String key, String operation, String input) {
    return signalEntity(name, key, operation, input, null);
  }

  /**
   * As above.
   *
   * @param scheduledTime when the operation is carried out, to within a second; null for at once
   * @throws InvalidRequestException when it is later than the year 9999
   */
  public CompletionStage<Void> signalEntity(
      String name, String key, String operation, String input, Instant scheduledTime) {
    requireEntity(name);
    Instant now = clock.instant();
    return intake.signal(
        EntityIds.of(name, key),
        new EntityOperationSignaled(now, operation, input, later(scheduledTime, now)));
  }

  private static Instant later(Instant scheduledTime, Instant now) {
    try {
      return TimeRules.later(scheduledTime, now);
    } catch (IllegalArgumentException e) {
      throw InstanceIds.invalid(e.getMessage());
    }
  }

  /**
   * Has an entity carry out an operation, exactly once, and tells its result. An orchestration of
   * the built-in function {@link CallEntity} does so, so that the call survives the end of this
   * process; it stays until it is purged.
   *
   * @param input JSON text or null
   * @param timeout how long to wait for the result
   * @return the result as JSON text, or null; fails with {@link EntityOperationFailedException}
   *     when the operation fails, and with {@link TimeoutException} when the result is not there in
   *     time, in which case the operation may still be carried out
   * @throws UnknownEntityException when there is no such function
   * @throws InvalidRequestException when the key breaks a rule
   */
  public CompletionStage<String> callEntity(
      String name, String key, String operation, String input, Duration timeout) {
    requireEntity(name);
    EntityInstanceId id = EntityIds.of(name, key);
    CallEntity.Request request =
        new CallEntity.Request(
            id.toString(), operation, converter.deserialize(input, JsonNode.class));
    return orchestrations
        .startAndAwait(
            CallEntity.NAME, new NewOrchestrationInstanceOptions().setInput(request), timeout)
        .thenApplyAsync(call -> result(call, id, operation, timeout));
  }

  private String result(
      OrchestrationMetadata call, EntityInstanceId id, String operation, Duration timeout) {
    if (!call.isCompleted()) {
      throw new CompletionException(
          new TimeoutException(
              "The entity '%s' has not answered within %s; the orchestration '%s' waits on"
                  .formatted(id, timeout, call.getInstanceId())));
    } else if (call.getRuntimeStatus() == OrchestrationRuntimeStatus.COMPLETED) {
      return call.getSerializedOutput();
    }
    throw new EntityOperationFailedException(id, operation, failure(call));
  }

  /** The operation's failure, or how else the orchestration ended. */
  private FailureDetails failure(OrchestrationMetadata call) {
    return orchestrations.getHistory(call).stream()
        .filter(EntityOperationFailed.class::isInstance)
        .map(event -> ((EntityOperationFailed) event).failureDetails())
        .findFirst()
        .orElseGet(
            () ->
                new FailureDetails(
                    call.getRuntimeStatus().wireName(), call.getSerializedOutput(), null, null));
  }

  private void requireEntity(String name) {
    if (!functions.hasEntity(name)) {
      throw new UnknownEntityException(
          FunctionNames.INVALID, FunctionNames.unknown(name, "entity", functions.entityNames()));
    }
  }

  /**
   * The entity with its state, or empty when it has none.
   *
   * @param name in any letter case
   * @throws InvalidRequestException when the key breaks a rule
   */
  public Optional<EntityMetadata> findEntity(String name, String key) {
    return isName(name)
        ? store.find(EntityIds.of(name, key)).map(this::metadata)
        : Optional.empty();
  }

  /** A page of entities in order of their ids; it holds fewer when their states are long. */
  public EntityPage listEntities(EntityQuery query) {
    if (query.name() != null && !isName(query.name())) {
      return new EntityPage(List.of(), null);
    }
    EntityRows page = store.list(query);
    return new EntityPage(page.rows().stream().map(this::metadata).toList(), page.continueAfter());
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.indexOf('@') < 0;
  }

  private EntityMetadata metadata(EntityRow row) {
    return new EntityMetadata(row, converter);
  }
}
