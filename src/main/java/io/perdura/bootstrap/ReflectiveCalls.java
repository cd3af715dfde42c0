package io.perdura.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Makes public methods callable. Method handles, because they let exceptions through as they are.
 */
final class ReflectiveCalls {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private ReflectiveCalls() {}

  /**
   * A handle {@code (Object[])Object} that calls the method with these arguments; unless it is
   * static, on an object that each call makes.
   *
   * @throws IllegalArgumentException saying why that is not possible
   */
  static MethodHandle of(Method method) {
    if (!Modifier.isPublic(method.getModifiers())) {
      throw new IllegalArgumentException("is not public");
    }
    Class<?> type = method.getDeclaringClass();
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException("its class is not public");
    }
    try {
      MethodHandle handle = LOOKUP.unreflect(method).asFixedArity();
      if (!Modifier.isStatic(method.getModifiers())) {
        handle = MethodHandles.foldArguments(handle, newObject(type));
      }
      return handle
          .asSpreader(Object[].class, method.getParameterCount())
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("is not accessible: " + e.getMessage(), e);
    }
  }

  private static MethodHandle newObject(Class<?> type) throws IllegalAccessException {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException("its class cannot be instantiated");
    }
    try {
      return LOOKUP.unreflectConstructor(type.getConstructor());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "its class has no public constructor without parameters", e);
    }
  }
}
