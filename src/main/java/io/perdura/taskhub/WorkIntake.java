package io.perdura.taskhub;

import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.EntityInstanceId;
import java.util.concurrent.CompletionStage;

/**
 * Where clients hand in work. What is accepted is on disk: stages complete only after the commit.
 *
 * <p>Stages may complete on an engine thread; dependents must not block it.
 */
public interface WorkIntake {

  /**
   * Starts an instance, replacing a finished one of the same id.
   *
   * @return fails with {@link InstanceExistsException} when a live instance has the id, with {@link
   *     HubUnavailableException} when the database cannot be reached
   */
  CompletionStage<Void> start(StartRequest request);

  /**
   * Delivers an event to a live instance.
   *
   * @return fails with {@link InstanceNotFoundException}, with {@link InstanceFinishedException},
   *     or with {@link HubUnavailableException}
   */
  CompletionStage<Void> send(String instanceId, HistoryEvent event);

  /**
   * Delivers an operation to an entity, which need not exist.
   *
   * @return fails with {@link HubUnavailableException}
   */
  CompletionStage<Void> signal(EntityInstanceId entity, EntityOperationSignaled operation);

  /**
   * Deletes an instance in whatever state, and all its work with it.
   *
   * @return fails with {@link InstanceNotFoundException} or with {@link HubUnavailableException}
   */
  CompletionStage<Void> purge(String instanceId);
}
