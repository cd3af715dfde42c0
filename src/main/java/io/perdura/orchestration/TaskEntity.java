package io.perdura.orchestration;

/**
 * An entity function: state that is addressed by name and key and changed by operations, one at a
 * time.
 *
 * <p>The operations are the public methods that the class and its superclasses below this one have;
 * names match without regard to case. One parameter receives the operation's input, read from JSON;
 * further ones may be a {@link TaskEntityContext} and a {@link TaskEntityOperation}. A method reads
 * and changes {@link #state}, which is stored when it returns; setting it to null deletes the
 * entity. When it throws, nothing of what it did to the state remains. An operation {@code delete}
 * that the class does not define deletes the entity.
 *
 * <p>An object serves one operation. It runs on the thread that serves other entities and
 * orchestrations too, so it must not block for long.
 *
 * @param <S> type of the state, kept as JSON
 */
public abstract class TaskEntity<S> implements TaskEntityFunction {

  /** The state: {@link #initializeState} when the entity has none yet. */
  protected S state;

  /** What the entity sees of its surroundings; set before an operation is called. */
  protected TaskEntityContext context;

  /** What the stored state is read as. */
  protected abstract Class<S> getStateType();

  /** The state of an entity on its first operation. */
  protected abstract S initializeState();

  /**
   * Carries out an operation.
   *
   * @return what the operation's method returned
   * @throws UnsupportedOperationException when the entity has no such operation
   * @throws Exception what the operation's method threw
   */
  @Override
  public final Object run(TaskEntityOperation operation) throws Exception {
    context = operation.getContext();
    S stored = operation.getState(getStateType());
    state = stored == null ? initializeState() : stored;
    EntityOperations operations = EntityOperations.of(getClass());
    Object result = null;
    if (operations.isImplicitDelete(operation)) {
      state = null;
    } else {
      result = operations.invoke(this, operation);
    }
    operation.setState(state);
    return result;
  }
}
