package io.perdura.orchestration;

/** One operation on an entity, with access to the entity's state. */
public interface TaskEntityOperation {

  /** Name of the operation as the sender wrote it; may be empty. */
  String getName();

  /**
   * The operation's input.
   *
   * @return null when the sender gave none
   */
  <T> T getInput(Class<T> targetType);

  /** What the entity sees of its surroundings. */
  TaskEntityContext getContext();

  /**
   * The entity's state before the operation.
   *
   * @return null when it has none
   */
  <T> T getState(Class<T> stateType);

  /** Sets the state after the operation, kept as JSON; null deletes the entity. */
  void setState(Object state);
}
