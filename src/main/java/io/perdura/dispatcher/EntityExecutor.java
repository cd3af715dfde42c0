package io.perdura.dispatcher;

import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.TaskEntityContext;
import io.perdura.orchestration.TaskEntityFunction;
import io.perdura.orchestration.TaskEntityOperation;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out operations on entities. */
final class EntityExecutor {

  private static final Logger log = LoggerFactory.getLogger(EntityExecutor.class);

  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final TaskHub hub;
  private final Clock clock;
  private final Supplier<String> instanceIds;

  /**
   * @param instanceIds ids for orchestrations that entities start
   */
  EntityExecutor(
      FunctionRegistry functions,
      DataConverter converter,
      TaskHub hub,
      Clock clock,
      Supplier<String> instanceIds) {
    this.functions = functions;
    this.converter = converter;
    this.hub = hub;
    this.clock = clock;
    this.instanceIds = instanceIds;
  }

  /** An operation under way, and the state as far as it has set it. */
  private final class Operation implements TaskEntityOperation {

    private final String name;
    private final String input;
    private final EntityContext context;
    private String state;

    Operation(EntityContext context, String state, String name, String input) {
      this.context = context;
      this.state = state;
      this.name = name;
      this.input = input;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public <T> T getInput(Class<T> targetType) {
      return converter.deserialize(input, targetType);
    }

    @Override
    public TaskEntityContext getContext() {
      return context;
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
   * Carries out an operation. One that fails leaves the state as it was and sends nothing, whatever
   * its code throws.
   *
   * @param state JSON text or null
   * @param input JSON text or null
   */
  OperationOutcome run(EntityInstanceId id, String state, String name, String input) {
    EntityContext context = new EntityContext(id, hub, functions, converter, clock, instanceIds);
    Operation operation = new Operation(context, state, name, input);
    try {
      String result = converter.serialize(function(id).run(operation));
      return new OperationOutcome(operation.state, result, null, context.messages());
    } catch (Throwable e) {
      log.warn("Operation '{}' on entity '{}' failed", name, id, e);
      return new OperationOutcome(state, null, FailureDetails.of(e), List.of());
    } finally {
      // whoever interrupts the thread in an operation must not end the partition
      Thread.interrupted();
    }
  }

  private TaskEntityFunction function(EntityInstanceId id) {
    return functions
        .newEntity(id.name())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No entity function named '%s' is deployed".formatted(id.name())));
  }
}
