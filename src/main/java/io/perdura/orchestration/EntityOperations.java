package io.perdura.orchestration;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;

/** The methods of entity classes that are operations, by name in any letter case. */
final class EntityOperations {

  private static final ClassValue<Map<String, Method>> TABLES =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return read(type);
        }
      };

  private EntityOperations() {}

  /**
   * @throws IllegalArgumentException when two methods claim one name
   */
  static Map<String, Method> of(Class<?> type) {
    return TABLES.get(type);
  }

  private static Map<String, Method> read(Class<?> type) {
    Map<String, Method> operations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Method method : type.getMethods()) {
      if (isOperation(method)) {
        Method present = operations.put(method.getName(), method);
        if (present != null) {
          throw new IllegalArgumentException(
              "Two methods of %s claim the operation name '%s'"
                  .formatted(type.getName(), method.getName()));
        }
        // the method is public, but its class may not be
        method.trySetAccessible();
      }
    }
    return operations;
  }

  private static boolean isOperation(Method method) {
    Class<?> declaring = method.getDeclaringClass();
    return declaring != TaskEntity.class
        && declaring != Object.class
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && method.getParameterCount() <= 1;
  }
}
