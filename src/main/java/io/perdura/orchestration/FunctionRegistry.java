package io.perdura.orchestration;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The functions this application can run; their names match without regard to case. Filled while
 * the application starts, only read afterwards.
 */
public final class FunctionRegistry {

  private record Function<T>(String name, Supplier<? extends T> factory, String origin) {}

  private final SortedMap<String, Function<TaskOrchestration>> orchestrators =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final SortedMap<String, Function<TaskActivity>> activities =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final SortedMap<String, Function<TaskEntity<?>>> entities =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * Adds an orchestrator.
   *
   * @param factory makes one object per execution
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another orchestrator has the name
   */
  public void addOrchestrator(
      String name, Supplier<? extends TaskOrchestration> factory, String origin) {
    add(orchestrators, "orchestrator", new Function<>(name, factory, origin));
  }

  /**
   * Adds an activity.
   *
   * @param factory makes one object per call
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another activity has the name
   */
  public void addActivity(String name, Supplier<? extends TaskActivity> factory, String origin) {
    add(activities, "activity", new Function<>(name, factory, origin));
  }

  /**
   * Adds an entity.
   *
   * @param factory makes one object per operation, and one now to look at
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another entity has the name, or it cannot be used
   */
  public void addEntity(String name, Supplier<? extends TaskEntity<?>> factory, String origin) {
    checkEntity(name, factory, origin);
    add(entities, "entity", new Function<>(name, factory, origin));
  }

  private static void checkEntity(
      String name, Supplier<? extends TaskEntity<?>> factory, String origin) {
    try {
      new EntityInstanceId(name, "");
      EntityOperations.of(factory.get().getClass());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(origin, e.getMessage()), e);
    }
  }

  private static <T> void add(
      SortedMap<String, Function<T>> functions, String kind, Function<T> added) {
    Function<T> present = functions.putIfAbsent(added.name(), added);
    if (present != null) {
      throw new IllegalArgumentException(
          "Two functions claim the %s name '%s': %s and %s"
              .formatted(kind, added.name(), present.origin(), added.origin()));
    }
  }

  /** A new object of this orchestrator, or empty when there is no such function. */
  public Optional<TaskOrchestration> newOrchestrator(String name) {
    return Optional.ofNullable(orchestrators.get(name)).map(f -> f.factory().get());
  }

  /** A new object of this activity, or empty when there is no such function. */
  public Optional<TaskActivity> newActivity(String name) {
    return Optional.ofNullable(activities.get(name)).map(f -> f.factory().get());
  }

  /** A new object of this entity, or empty when there is no such function. */
  public Optional<TaskEntity<?>> newEntity(String name) {
    return Optional.ofNullable(entities.get(name)).map(f -> f.factory().get());
  }

  public boolean hasEntity(String name) {
    return entities.containsKey(name);
  }

  public boolean hasOrchestrator(String name) {
    return orchestrators.containsKey(name);
  }

  /** Names of all orchestrators, as their authors wrote them. */
  public SortedSet<String> orchestratorNames() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names(orchestrators)));
  }

  /** Names of all activities, as their authors wrote them. */
  public SortedSet<String> activityNames() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names(activities)));
  }

  /** Names of all entities, as their authors wrote them. */
  public SortedSet<String> entityNames() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names(entities)));
  }

  private static <T> List<String> names(SortedMap<String, Function<T>> functions) {
    return functions.values().stream().map(Function::name).toList();
  }
}
