package io.perdura.bootstrap;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** Makes functions of annotated classes. */
final class ClassFunctions {

  private ClassFunctions() {}

  /**
   * What makes a new object of the class for each use.
   *
   * @throws IllegalArgumentException when that is not possible
   */
  static <T> Supplier<T> factory(
      Class<?> type, Class<? extends Annotation> annotation, Class<T> functionType) {
    if (!functionType.isAssignableFrom(type)) {
      throw unusable(type, annotation, "is not a " + functionType.getSimpleName());
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw unusable(type, annotation, "is not a public class that can be instantiated");
    }
    try {
      Constructor<? extends T> constructor = type.asSubclass(functionType).getConstructor();
      return () -> newInstance(constructor);
    } catch (NoSuchMethodException e) {
      throw unusable(type, annotation, "has no public constructor without parameters");
    }
  }

  private static <T> T newInstance(Constructor<? extends T> constructor) {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "The constructor of %s failed".formatted(constructor.getDeclaringClass().getName()),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static IllegalArgumentException unusable(
      Class<?> type, Class<? extends Annotation> annotation, String why) {
    return new IllegalArgumentException(
        "The class %s is marked as @%s but %s"
            .formatted(Origin.of(type), annotation.getSimpleName(), why));
  }
}
