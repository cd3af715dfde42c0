package io.perdura.bootstrap;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Entity;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskEntityFunction;
import io.perdura.orchestration.TaskOrchestration;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Registers annotated classes and methods as functions. */
final class FunctionDiscovery {

  private final FunctionRegistry registry = new FunctionRegistry();
  private final Problems problems;

  private FunctionDiscovery(Problems problems) {
    this.problems = problems;
  }

  /**
   * The functions among {@code classes} and their methods. Containers hand over more classes than
   * carry an annotation, such as subclasses.
   *
   * @param problems takes a line for each function that cannot be used or whose name is taken
   */
  static FunctionRegistry functions(Collection<Class<?>> classes, Problems problems) {
    FunctionDiscovery discovery = new FunctionDiscovery(problems);
    classes.stream()
        .distinct()
        .sorted(Comparator.comparing(Class::getName))
        .forEach(discovery::addAllOf);
    return discovery.registry;
  }

  private void addAllOf(Class<?> type) {
    attempt(() -> addOrchestrator(type));
    attempt(() -> addActivity(type));
    attempt(() -> addEntity(type));
    for (Method method : methods(type)) {
      attempt(() -> addOrchestrator(method));
      attempt(() -> addActivity(method));
      attempt(() -> addEntity(method));
    }
  }

  private void attempt(Runnable registration) {
    try {
      registration.run();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
  }

  /** Bridges carry the annotations of what they lead to, and would claim each name twice. */
  private List<Method> methods(Class<?> type) {
    try {
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> !method.isBridge())
          .sorted(Comparator.comparing(Method::toString))
          .toList();
    } catch (LinkageError e) {
      problems.add("The class %s cannot be used: %s".formatted(Origin.of(type), e));
      return List.of();
    }
  }

  private void addOrchestrator(Class<?> type) {
    Orchestrator marked = type.getAnnotation(Orchestrator.class);
    if (marked != null) {
      registry.addOrchestrator(
          name(marked.value(), type.getSimpleName()),
          version(marked),
          ClassFunctions.factory(type, Orchestrator.class, TaskOrchestration.class),
          Origin.of(type));
    }
  }

  private void addOrchestrator(Method method) {
    Orchestrator marked = method.getAnnotation(Orchestrator.class);
    if (marked != null) {
      TaskOrchestration orchestration = MethodFunctions.orchestration(method);
      registry.addOrchestrator(
          name(marked.value(), method.getName()),
          version(marked),
          () -> orchestration,
          Origin.of(method));
    }
  }

  private void addActivity(Class<?> type) {
    Activity marked = type.getAnnotation(Activity.class);
    if (marked != null) {
      registry.addActivity(
          name(marked.value(), type.getSimpleName()),
          ClassFunctions.factory(type, Activity.class, TaskActivity.class),
          Origin.of(type));
    }
  }

  private void addActivity(Method method) {
    Activity marked = method.getAnnotation(Activity.class);
    if (marked != null) {
      TaskActivity activity = MethodFunctions.activity(method);
      registry.addActivity(
          name(marked.value(), method.getName()), () -> activity, Origin.of(method));
    }
  }

  private void addEntity(Class<?> type) {
    Entity marked = type.getAnnotation(Entity.class);
    if (marked != null) {
      String name = name(marked.value(), type.getSimpleName());
      if (TaskEntityFunction.class.isAssignableFrom(type)) {
        registry.addEntity(
            name,
            ClassFunctions.factory(type, Entity.class, TaskEntityFunction.class),
            Origin.of(type));
      } else {
        registry.addPlainEntity(
            name, ClassFunctions.factory(type, Entity.class, Object.class), Origin.of(type));
      }
    }
  }

  private void addEntity(Method method) {
    Entity marked = method.getAnnotation(Entity.class);
    if (marked != null) {
      TaskEntityFunction entity = MethodFunctions.entity(method);
      registry.addEntity(name(marked.value(), method.getName()), () -> entity, Origin.of(method));
    }
  }

  private static String name(String given, String absent) {
    return given.isEmpty() ? absent : given;
  }

  private static String version(Orchestrator marked) {
    return marked.version().isEmpty() ? null : marked.version();
  }
}
