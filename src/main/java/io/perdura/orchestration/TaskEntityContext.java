package io.perdura.orchestration;

/**
 * What an entity sees of its surroundings, and what it may ask for. What it asks for happens if,
 * and only if, the operation ends well and the state after it is stored.
 */
public interface TaskEntityContext {

  /** The entity that runs. */
  EntityInstanceId getId();

  /**
   * Has an entity carry out an operation without waiting for it; the entity itself may be meant.
   *
   * @param operationName in any letter case
   * @param input stored as JSON; may be null
   * @param options may be null
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
   * Starts an orchestration. A finished instance that has the id is replaced; while a live one has
   * it, nothing is started.
   *
   * @param input stored as JSON; may be null
   * @param options may be null
   * @return its instance id
   * @throws IllegalArgumentException when the given id breaks a rule
   */
  String startNewOrchestration(String name, Object input, StartOrchestrationOptions options);

  /** As above, under a generated id and at once. */
  default String startNewOrchestration(String name, Object input) {
    return startNewOrchestration(name, input, null);
  }
}
