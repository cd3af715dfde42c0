package io.perdura.orchestration;

import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The functions this application can run; their names match without regard to case. Filled while
 * the application starts, only read afterwards.
 */
public final class FunctionRegistry {

  private static final String BUILT_IN = "Perdura itself";

  private record Function<T>(String name, Supplier<? extends T> factory, String origin) {}

  /** By name, then by version from old to new; the version null is that of a function without. */
  private final SortedMap<String, SortedMap<String, Function<TaskOrchestration>>> orchestrators =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final SortedMap<String, Function<TaskActivity>> activities =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final SortedMap<String, Function<TaskEntityFunction>> entities =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Holds nothing but what is built in, which is not among the names it tells. */
  public FunctionRegistry() {
    addOrchestrator(CallEntity.NAME, CallEntity::new, BUILT_IN);
  }

  /**
   * Adds an orchestrator without version.
   *
   * @param factory makes one object per execution
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another orchestrator without version has the name
   */
  public void addOrchestrator(
      String name, Supplier<? extends TaskOrchestration> factory, String origin) {
    addOrchestrator(name, null, factory, origin);
  }

  /**
   * Adds one version of an orchestrator.
   *
   * @param version null for none
   * @param factory makes one object per execution
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another orchestrator has the name and version
   */
  public void addOrchestrator(
      String name, String version, Supplier<? extends TaskOrchestration> factory, String origin) {
    String kind = version == null ? "orchestrator" : "orchestrator (version %s)".formatted(version);
    add(versions(name), version, kind, new Function<>(name, factory, origin));
  }

  private SortedMap<String, Function<TaskOrchestration>> versions(String name) {
    return orchestrators.computeIfAbsent(
        name, key -> new TreeMap<>(Comparator.nullsFirst(new VersionOrder())));
  }

  /**
   * Adds an activity.
   *
   * @param factory makes one object per call
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another activity has the name
   */
  public void addActivity(String name, Supplier<? extends TaskActivity> factory, String origin) {
    add(activities, name, "activity", new Function<>(name, factory, origin));
  }

  /**
   * Adds an entity.
   *
   * @param factory makes one object per operation, and one now to look at
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another entity has the name, or it cannot be used
   */
  public void addEntity(
      String name, Supplier<? extends TaskEntityFunction> factory, String origin) {
    checkEntity(name, factory.get(), origin);
    add(entities, name, "entity", new Function<>(name, factory, origin));
  }

  /**
   * Adds an entity of any class: the fields are its state, as JSON, and the public methods are its
   * operations, as {@link TaskEntity} describes them.
   *
   * @param factory makes one object per operation, and one now to look at
   * @param origin where it was found, for messages
   * @throws IllegalArgumentException when another entity has the name, or it cannot be used
   */
  public void addPlainEntity(String name, Supplier<?> factory, String origin) {
    checkEntity(name, factory.get(), origin);
    PlainEntity entity = new PlainEntity(factory);
    add(entities, name, "entity", new Function<>(name, () -> entity, origin));
  }

  private static void checkEntity(String name, Object entity, String origin) {
    try {
      new EntityInstanceId(name, "");
      EntityOperations.of(entity.getClass());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(origin, e.getMessage()), e);
    }
  }

  private static <T> void add(
      SortedMap<String, Function<T>> functions, String key, String kind, Function<T> added) {
    Function<T> present = functions.putIfAbsent(key, added);
    if (present != null) {
      throw new IllegalArgumentException(
          "Two functions claim to be the %s '%s': %s and %s"
              .formatted(kind, added.name(), present.origin(), added.origin()));
    }
  }

  /**
   * A new object of this orchestrator: of exactly this version if it is there, otherwise of the
   * function without version.
   *
   * @param version null for an instance that was started without
   * @return empty when neither is there
   */
  public Optional<TaskOrchestration> newOrchestrator(String name, String version) {
    return Optional.ofNullable(orchestrators.get(name))
        .map(versions -> versions.getOrDefault(version, versions.get(null)))
        .map(f -> f.factory().get());
  }

  /**
   * The newest version of this orchestrator, in the order that {@link Orchestrator#version}
   * describes.
   *
   * @return null when there is no such function, or only one without version
   */
  public String latestVersion(String name) {
    SortedMap<String, Function<TaskOrchestration>> versions = orchestrators.get(name);
    return versions == null ? null : versions.lastKey();
  }

  /** A new object of this activity, or empty when there is no such function. */
  public Optional<TaskActivity> newActivity(String name) {
    return Optional.ofNullable(activities.get(name)).map(f -> f.factory().get());
  }

  /** A new object of this entity, or empty when there is no such function. */
  public Optional<TaskEntityFunction> newEntity(String name) {
    return Optional.ofNullable(entities.get(name)).map(f -> f.factory().get());
  }

  /** Whether there is such an entity function. */
  public boolean hasEntity(String name) {
    return entities.containsKey(name);
  }

  /** Whether {@link #newOrchestrator(String, String)} gives one. */
  public boolean hasOrchestrator(String name, String version) {
    SortedMap<String, Function<TaskOrchestration>> versions = orchestrators.get(name);
    return versions != null && (versions.containsKey(version) || versions.containsKey(null));
  }

  /** Whether there is such an orchestrator, of whatever version. */
  public boolean hasOrchestrator(String name) {
    return orchestrators.containsKey(name);
  }

  /** Names of all orchestrators, as their authors wrote them. */
  public SortedSet<String> orchestratorNames() {
    return names(orchestrators.values().stream().map(versions -> versions.get(versions.lastKey())));
  }

  /** Names of all activities, as their authors wrote them. */
  public SortedSet<String> activityNames() {
    return names(activities.values().stream());
  }

  /** Names of all entities, as their authors wrote them. */
  public SortedSet<String> entityNames() {
    return names(entities.values().stream());
  }

  private static SortedSet<String> names(Stream<? extends Function<?>> functions) {
    SortedSet<String> names = new TreeSet<>();
    functions.filter(f -> !f.origin().equals(BUILT_IN)).map(Function::name).forEach(names::add);
    return Collections.unmodifiableSortedSet(names);
  }
}
