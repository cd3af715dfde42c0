package io.perdura.replay;

import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.EntityOperationFailedException;
import io.perdura.orchestration.SignalEntityOptions;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TimeRules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What an orchestrator does with entities. */
final class EntityTasks {

  private final OrchestrationContext context;
  private final ReplayState state;
  private final DataConverter converter;
  private final CriticalSection section = new CriticalSection();

  EntityTasks(OrchestrationContext context, ReplayState state, DataConverter converter) {
    this.context = context;
    this.state = state;
    this.converter = converter;
  }

  CriticalSection section() {
    return section;
  }

  void signal(EntityInstanceId id, String operation, Object input, SignalEntityOptions options) {
    state.requireRunning();
    Objects.requireNonNull(operation, "the operation's name");
    String address = id.toAddress();
    section.requireMaySignal(address);
    Instant scheduledTime =
        TimeRules.later(options == null ? null : options.getScheduledTime(), state.now());
    state
        .actions()
        .add(
            new Action.SignalEntity(
                state.actions().nextId(),
                address,
                operation,
                converter.serialize(input),
                scheduledTime));
  }

  <V> Task<V> call(EntityInstanceId id, String operation, Object input, Class<V> returnType) {
    state.requireRunning();
    Objects.requireNonNull(operation, "the operation's name");
    String address = id.toAddress();
    String json = converter.serialize(input);
    section.beginCall(address);
    int actionId = state.actions().nextId();
    state.actions().add(new Action.CallEntity(actionId, address, operation, json));
    AwaitableTask<V> task = new AwaitableTask<>(context);
    state.expectTask(
        actionId,
        operation,
        result -> {
          section.endCall(address);
          task.complete(() -> converter.deserialize(result, returnType));
        },
        failure -> {
          section.endCall(address);
          task.fail(
              new EntityOperationFailedException(
                  id, operation, ((TaskFailedException) failure).getErrorDetails()));
        });
    return task;
  }

  Task<AutoCloseable> lock(List<EntityInstanceId> ids) {
    state.requireRunning();
    TreeSet<String> lockSet = new TreeSet<>();
    ids.forEach(id -> lockSet.add(id.toAddress()));
    if (lockSet.isEmpty()) {
      throw new IllegalArgumentException("lockEntities needs at least one entity");
    }
    section.requireNone("lock further entities");
    int lockId = state.actions().nextId();
    section.enter(lockId, lockSet);
    state.actions().add(new Action.LockEntities(lockId, List.copyOf(lockSet)));
    AwaitableTask<AutoCloseable> task = new AwaitableTask<>(context);
    state.expectTask(
        lockId,
        "lockEntities",
        granted -> {
          section.granted();
          task.complete(() -> () -> unlock(lockId));
        },
        task::fail);
    return task;
  }

  /** Also called while an orchestrator that waits is unwound, where it must do nothing. */
  private void unlock(int lockId) {
    if (!state.isUnwound() && section.isOf(lockId)) {
      for (String address : section.leave()) {
        state.actions().add(new Action.UnlockEntity(state.actions().nextId(), address, lockId));
      }
    }
  }
}
