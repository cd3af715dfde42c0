package io.perdura.bootstrap;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Entity;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskEntity;
import io.perdura.orchestration.TaskOrchestration;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.security.CodeSource;
import java.util.Collection;
import java.util.function.Supplier;

/** Registers annotated classes as functions. */
final class FunctionDiscovery {

  private FunctionDiscovery() {}

  /**
   * The functions among {@code classes}.
   *
   * @throws StartupException when one cannot be used, or two claim one name
   */
  static FunctionRegistry functions(Collection<Class<?>> classes) {
    FunctionRegistry registry = new FunctionRegistry();
    classes.stream()
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(type -> register(registry, type));
    return registry;
  }

  private static void register(FunctionRegistry registry, Class<?> type) {
    try {
      Orchestrator orchestrator = type.getAnnotation(Orchestrator.class);
      if (orchestrator != null) {
        registry.addOrchestrator(
            name(orchestrator.value(), type),
            factory(type, Orchestrator.class, TaskOrchestration.class),
            origin(type));
      }
      Activity activity = type.getAnnotation(Activity.class);
      if (activity != null) {
        registry.addActivity(
            name(activity.value(), type),
            factory(type, Activity.class, TaskActivity.class),
            origin(type));
      }
      Entity entity = type.getAnnotation(Entity.class);
      if (entity != null) {
        registry.addEntity(name(entity.value(), type), entityFactory(type), origin(type));
      }
    } catch (IllegalArgumentException e) {
      throw new StartupException(e.getMessage(), e);
    }
  }

  private static Supplier<? extends TaskEntity<?>> entityFactory(Class<?> type) {
    Supplier<?> objects = factory(type, Entity.class, TaskEntity.class);
    return () -> (TaskEntity<?>) objects.get();
  }

  private static String name(String given, Class<?> type) {
    return given.isEmpty() ? type.getSimpleName() : given;
  }

  private static <T> Supplier<T> factory(
      Class<?> type, Class<?> annotation, Class<T> functionType) {
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

  private static StartupException unusable(Class<?> type, Class<?> annotation, String why) {
    return new StartupException(
        "The class %s is marked as @%s but %s"
            .formatted(origin(type), annotation.getSimpleName(), why));
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? type.getName()
        : "%s in %s".formatted(type.getName(), source.getLocation().getPath());
  }
}
