package io.perdura.client;

import io.perdura.dao.EntityStore;
import io.perdura.dao.InstanceRows;
import io.perdura.dao.InstanceStore;
import io.perdura.history.EventRaised;
import io.perdura.history.ExecutionResumed;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionSuspended;
import io.perdura.history.ExecutionTerminated;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.taskhub.CompletionWatch;
import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PurgeRow;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TaskHubException;
import io.perdura.taskhub.WorkIntake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Starts, watches and steers the orchestration instances of one task hub. Thread-safe. Every method
 * may throw a {@link TaskHubException}, and every stage fail with one.
 */
public final class DurableClient {

  private static final int MOST_COUNTED = 10_000;

  private final InstanceStore store;
  private final EntityStore entityStore;
  private final DurableEntityClient entities;
  private final WorkIntake intake;
  private final CompletionWatch completions;
  private final Deadlines deadlines;
  private final StartRequests starts;
  private final DataConverter converter;
  private final Clock clock;

  public DurableClient(
      InstanceStore store,
      EntityStore entities,
      WorkIntake intake,
      CompletionWatch completions,
      Deadlines deadlines,
      FunctionRegistry functions,
      DataConverter converter,
      Clock clock,
      Supplier<String> instanceIds) {
    this.store = store;
    this.entityStore = entities;
    this.entities = new DurableEntityClient(this, entities, intake, functions, converter, clock);
    this.intake = intake;
    this.completions = completions;
    this.deadlines = deadlines;
    this.starts = new StartRequests(functions, converter, clock, instanceIds);
    this.converter = converter;
    this.clock = clock;
  }

  /** Reaches the hub's entities. */
  public DurableEntityClient getEntities() {
    return entities;
  }

  /**
   * Starts an instance. A finished instance of the same id is replaced.
   *
   * @param name the orchestrator, in any letter case
   * @param instanceId null for a generated id of 32 lower-case hex digits
   * @param input JSON text or null
   * @return the instance's id, once the start is on disk
   */
  public CompletionStage<String> start(String name, String instanceId, String input) {
    return start(
        name,
        new NewOrchestrationInstanceOptions().setInstanceId(instanceId).setSerializedInput(input));
  }

  /** As above, with all there is to say about a start. */
  public CompletionStage<String> start(String name, NewOrchestrationInstanceOptions options) {
    StartRequest request = starts.of(name, options);
    return intake.start(request).thenApply(done -> request.instanceId());
  }

  /** Starts an instance under a generated id and returns that id once the start is on disk. */
  public String scheduleNewOrchestrationInstance(String name) {
    return scheduleNewOrchestrationInstance(name, new NewOrchestrationInstanceOptions());
  }

  /** As above, with an input that is stored as JSON. */
  public String scheduleNewOrchestrationInstance(String name, Object input) {
    return scheduleNewOrchestrationInstance(name, input, null);
  }

  /** As above, under the given id, or under a generated one when it is null. */
  public String scheduleNewOrchestrationInstance(String name, Object input, String instanceId) {
    return scheduleNewOrchestrationInstance(
        name, new NewOrchestrationInstanceOptions().setInput(input).setInstanceId(instanceId));
  }

  /** As above, with all there is to say about a start. */
  public String scheduleNewOrchestrationInstance(
      String name, NewOrchestrationInstanceOptions options) {
    return join(start(name, options));
  }

  /** The instance's status, or empty when no instance has this id. */
  public Optional<OrchestrationMetadata> findInstance(String instanceId) {
    return store.find(instanceId).map(this::metadata);
  }

  /**
   * All events of the run that {@code instance} was read of, oldest first; none when it has gone.
   */
  public List<HistoryEvent> getHistory(OrchestrationMetadata instance) {
    return store.history(instance.key());
  }

  /**
   * A page of a listing. Entities are listed, in the order of their ids, when the filter asks for
   * them.
   */
  public InstancePage listInstances(InstanceQuery query) {
    InstanceRows page =
        query.filter().asksForEntities() ? entityStore.listAsInstances(query) : store.list(query);
    return new InstancePage(page.rows().stream().map(this::metadata).toList(), page.next());
  }

  /** How many instances match; at most 10,000 are counted, and in bounded time. */
  public InstanceCount countInstances(InstanceFilter filter) {
    return filter.asksForEntities()
        ? entityStore.countAsInstances(filter, MOST_COUNTED)
        : store.count(filter, MOST_COUNTED);
  }

  /** How many instances match, however long it takes to count them. */
  public InstanceCount countInstancesExactly(InstanceFilter filter) {
    return filter.asksForEntities()
        ? entityStore.countAsInstances(filter, Integer.MAX_VALUE)
        : store.countExactly(filter);
  }

  /**
   * Raises an event; it is on disk when the stage completes.
   *
   * @param payload JSON text
   */
  public CompletionStage<Void> raiseEvent(String instanceId, String eventName, String payload) {
    return intake.send(instanceId, new EventRaised(clock.instant(), eventName, payload));
  }

  /**
   * Ends a live instance.
   *
   * @param reason becomes the instance's output; may be null
   */
  public CompletionStage<Void> terminate(String instanceId, String reason) {
    return terminate(instanceId, reason, false);
  }

  /**
   * As above.
   *
   * @param recursive whether its sub-orchestrations end, too, and theirs
   */
  public CompletionStage<Void> terminate(String instanceId, String reason, boolean recursive) {
    return intake.send(instanceId, new ExecutionTerminated(clock.instant(), reason, recursive));
  }

  /**
   * Makes a live instance take no further steps until it is resumed; what reaches it is kept.
   *
   * @param reason shown in its history; may be null
   */
  public CompletionStage<Void> suspend(String instanceId, String reason) {
    return intake.send(instanceId, new ExecutionSuspended(clock.instant(), reason));
  }

  /**
   * Lets a suspended instance go on.
   *
   * @param reason shown in its history; may be null
   */
  public CompletionStage<Void> resume(String instanceId, String reason) {
    return intake.send(instanceId, new ExecutionResumed(clock.instant(), reason));
  }

  /**
   * Puts a failed instance back to work: the activities whose failure ended it run again, and the
   * results of all others are kept.
   *
   * @param reason shown in its history; may be null
   * @return fails with {@link InstanceLiveException} when the instance is live, with {@link
   *     InstanceFinishedException} when it ended in another way
   */
  public CompletionStage<Void> rewind(String instanceId, String reason) {
    return intake.send(instanceId, new ExecutionRewound(clock.instant(), reason));
  }

  /**
   * Deletes an instance and its history.
   *
   * @param force whether a live instance is deleted too
   * @throws InstanceNotFoundException when no instance has this id
   * @throws InstanceLiveException when it is live and {@code force} is false
   */
  public void purgeInstance(String instanceId, boolean force) {
    if (force) {
      join(intake.purge(instanceId));
    } else {
      store.purge(instanceId, false, clock.instant());
    }
  }

  /**
   * Deletes all finished instances that match, and their histories, as of now; blocks until then.
   *
   * @return how many
   */
  public long purgeInstances(InstanceFilter filter) {
    return store.purge(createdUntilNow(filter));
  }

  /** As {@link #purgeInstances}, in the background, on whichever node; survives restarts. */
  public PurgeRow startPurge(InstanceFilter filter) {
    InstanceFilter bounded = createdUntilNow(filter);
    if (bounded.createdTimeFrom() == null) {
      bounded = bounded.createdSince(Instant.EPOCH);
    }
    return store.purges().submit(bounded, clock.instant());
  }

  private InstanceFilter createdUntilNow(InstanceFilter filter) {
    return filter.createdTimeTo() != null ? filter : filter.createdUntil(clock.instant());
  }

  /** A background purge, for some days after its end. */
  public Optional<PurgeRow> findPurge(long id) {
    return store.purges().find(id);
  }

  /** Stops a background purge unless it has ended; empty when there is none with this id. */
  public Optional<PurgeRow> cancelPurge(long id) {
    return store.purges().cancel(id, clock.instant());
  }

  /**
   * Waits without a thread until the instance has finished or {@code timeout} has passed.
   *
   * @return the status then, or empty when no instance has this id
   */
  public CompletionStage<Optional<OrchestrationMetadata>> awaitCompletion(
      String instanceId, Duration timeout) {
    CompletableFuture<InstanceRow> finished = completions.watch(instanceId);
    Optional<OrchestrationMetadata> now;
    try {
      now = findInstance(instanceId);
    } catch (RuntimeException e) {
      finished.cancel(false);
      throw e;
    }
    if (now.isEmpty() || now.get().isCompleted() || timeout.isZero()) {
      finished.cancel(false);
      return CompletableFuture.completedFuture(now);
    }
    return withStatus(instanceId, finished, timeout);
  }

  /**
   * Starts an instance as {@link #start} does, and waits as {@link #awaitCompletion} does.
   *
   * @return the status when it has finished or {@code timeout} has passed
   */
  public CompletionStage<OrchestrationMetadata> startAndAwait(
      String name, NewOrchestrationInstanceOptions options, Duration timeout) {
    StartRequest request = starts.of(name, options);
    String id = request.instanceId();
    if (!request.generatedId()) {
      // an earlier run of the id may have finished, and must not be taken for this one
      return intake
          .start(request)
          .thenComposeAsync(started -> awaitCompletion(id, timeout))
          .thenApply(status -> status.orElseThrow(() -> new InstanceNotFoundException(id)));
    }
    CompletableFuture<InstanceRow> finished = completions.watch(id);
    return intake
        .start(request)
        .whenComplete(
            (started, failure) -> {
              if (failure != null) {
                finished.cancel(false);
              }
            })
        .thenCompose(started -> withStatus(id, finished, timeout))
        .thenApply(status -> status.orElseThrow(() -> new InstanceNotFoundException(id)));
  }

  /** The database is asked only when the time is up, and not on the thread that keeps the time. */
  private CompletionStage<Optional<OrchestrationMetadata>> withStatus(
      String instanceId, CompletableFuture<InstanceRow> finished, Duration timeout) {
    return deadlines
        .orNull(finished, timeout)
        .thenCompose(
            row -> {
              finished.cancel(false);
              return row == null
                  ? CompletableFuture.supplyAsync(() -> findInstance(instanceId))
                  : CompletableFuture.completedFuture(Optional.of(metadata(row)));
            });
  }

  private OrchestrationMetadata metadata(InstanceRow row) {
    return new OrchestrationMetadata(row, converter);
  }

  private static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TaskHubException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
