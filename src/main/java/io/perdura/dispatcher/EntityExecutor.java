package io.perdura.dispatcher;

import io.perdura.history.EntityOperationSignaled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.TaskEntity;
import io.perdura.orchestration.TaskEntityContext;
import io.perdura.orchestration.TaskEntityOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out operations on entities. */
final class EntityExecutor {

  private static final Logger log = LoggerFactory.getLogger(EntityExecutor.class);

  private final FunctionRegistry functions;
  private final DataConverter converter;

  EntityExecutor(FunctionRegistry functions, DataConverter converter) {
    this.functions = functions;
    this.converter = converter;
  }

  private record Context(EntityInstanceId getId) implements TaskEntityContext {}

  /** An operation under way, and the state as far as it has set it. */
  private final class Operation implements TaskEntityOperation {

    private final EntityInstanceId id;
    private final EntityOperationSignaled signal;
    private String state;

    Operation(EntityInstanceId id, String state, EntityOperationSignaled signal) {
      this.id = id;
      this.state = state;
      this.signal = signal;
    }

    @Override
    public String getName() {
      return signal.operation();
    }

    @Override
    public <T> T getInput(Class<T> targetType) {
      return converter.deserialize(signal.input(), targetType);
    }

    @Override
    public TaskEntityContext getContext() {
      return new Context(id);
    }

    @Override
    public <T> T getState(Class<T> stateType) {
      return converter.deserialize(state, stateType);
    }

    @Override
    public void setState(Object value) {
      state = converter.serialize(value);
    }
  }

  /**
   * The state after the operation, JSON text or null. An operation that fails leaves it as it was,
   * whatever its code throws.
   */
  String stateAfter(EntityInstanceId id, String state, EntityOperationSignaled signal) {
    try {
      TaskEntity<?> entity =
          functions
              .newEntity(id.name())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "No entity function named '%s' is deployed".formatted(id.name())));
      Operation operation = new Operation(id, state, signal);
      entity.run(operation);
      return operation.state;
    } catch (Throwable e) {
      log.warn("Operation '{}' on entity '{}' failed", signal.operation(), id, e);
      return state;
    } finally {
      // whoever interrupts the thread in an operation must not end the partition
      Thread.interrupted();
    }
  }
}
