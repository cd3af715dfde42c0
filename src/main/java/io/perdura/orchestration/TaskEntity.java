package io.perdura.orchestration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * An entity function: state that is addressed by name and key and changed by operations, one at a
 * time.
 *
 * <p>The operations are the public methods with at most one parameter that the class and its
 * superclasses below this one have; names match without regard to case. The parameter receives the
 * operation's input, read from JSON. A method reads and changes {@link #state}, which is stored
 * when it returns; setting it to null deletes the entity. When it throws, nothing of what it did to
 * the state remains. An operation {@code delete} that the class does not define deletes the entity.
 *
 * <p>An object serves one operation. It runs on the thread that serves other entities and
 * orchestrations too, so it must not block for long.
 *
 * @param <S> type of the state, kept as JSON
 */
public abstract class TaskEntity<S> {

  private static final String IMPLICIT_DELETE = "delete";

  /** The state: {@link #initializeState} when the entity has none yet. */
  protected S state;

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
  public final Object run(TaskEntityOperation operation) throws Exception {
    context = operation.getContext();
    S stored = operation.getState(getStateType());
    state = stored == null ? initializeState() : stored;
    Object result = dispatch(operation);
    operation.setState(state);
    return result;
  }

  private Object dispatch(TaskEntityOperation operation) throws Exception {
    Method method = EntityOperations.of(getClass()).get(operation.getName());
    if (method != null) {
      return invoke(method, operation);
    }
    if (!operation.getName().equalsIgnoreCase(IMPLICIT_DELETE)) {
      throw new UnsupportedOperationException(
          "The entity has no operation named '%s'".formatted(operation.getName()));
    }
    state = null;
    return null;
  }

  private Object invoke(Method method, TaskEntityOperation operation) throws Exception {
    Object[] arguments =
        method.getParameterCount() == 0
            ? new Object[0]
            : new Object[] {argument(method.getParameterTypes()[0], operation)};
    try {
      return method.invoke(this, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  private static Object argument(Class<?> type, TaskEntityOperation operation) {
    Object input = operation.getInput(type);
    if (input == null && type.isPrimitive()) {
      throw new IllegalArgumentException(
          "The operation '%s' needs an input".formatted(operation.getName()));
    }
    return input;
  }
}
