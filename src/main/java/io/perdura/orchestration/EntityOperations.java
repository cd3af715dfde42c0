package io.perdura.orchestration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The methods of an entity class that are operations, by name in any letter case. */
final class EntityOperations {

  private static final String IMPLICIT_DELETE = "delete";

  private static final ClassValue<EntityOperations> TABLES =
      new ClassValue<>() {
        @Override
        protected EntityOperations computeValue(Class<?> type) {
          return new EntityOperations(type);
        }
      };

  private final Map<String, Method> methods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private EntityOperations(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (isOperation(method)) {
        Method present = methods.put(method.getName(), method);
        if (present != null) {
          throw new IllegalArgumentException(
              "Two methods of %s claim the operation name '%s'"
                  .formatted(type.getName(), method.getName()));
        }
        // the method is public, but its class may not be
        method.trySetAccessible();
      }
    }
  }

  /**
   * @throws IllegalArgumentException when two methods claim one name
   */
  static EntityOperations of(Class<?> type) {
    return TABLES.get(type);
  }

  /** Public methods that take at most the operation's input besides what the engine gives them. */
  private static boolean isOperation(Method method) {
    Class<?> declaring = method.getDeclaringClass();
    return declaring != TaskEntity.class
        && declaring != Object.class
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && Arrays.stream(method.getParameterTypes()).filter(type -> !isGiven(type)).count() <= 1;
  }

  private static boolean isGiven(Class<?> parameter) {
    return parameter == TaskEntityContext.class || parameter == TaskEntityOperation.class;
  }

  /** Whether the operation is {@code delete} and the class leaves it to the engine. */
  boolean isImplicitDelete(TaskEntityOperation operation) {
    return operation.getName().equalsIgnoreCase(IMPLICIT_DELETE)
        && !methods.containsKey(IMPLICIT_DELETE);
  }

  /**
   * Calls the operation's method.
   *
   * @throws UnsupportedOperationException when there is none
   * @throws Exception what the method threw
   */
  Object invoke(Object entity, TaskEntityOperation operation) throws Exception {
    Method method = methods.get(operation.getName());
    if (method == null) {
      throw new UnsupportedOperationException(
          "The entity has no operation named '%s'".formatted(operation.getName()));
    }
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(type -> argument(type, operation)).toArray();
    try {
      return method.invoke(entity, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static Object argument(Class<?> type, TaskEntityOperation operation) {
    if (type == TaskEntityContext.class) {
      return operation.getContext();
    } else if (type == TaskEntityOperation.class) {
      return operation;
    }
    Object input = operation.getInput(type);
    if (input == null && type.isPrimitive()) {
      throw new IllegalArgumentException(
          "The operation '%s' needs an input".formatted(operation.getName()));
    }
    return input;
  }
}
