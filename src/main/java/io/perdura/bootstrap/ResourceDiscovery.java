package io.perdura.bootstrap;

import jakarta.ws.rs.Path;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;

/** Finds the application's own Jersey resources. */
final class ResourceDiscovery {

  /** The API registers its resources itself, and Jersey's are not for us to switch on. */
  private static final List<String> EXCLUDED = List.of("io.perdura.http.", "org.glassfish.jersey.");

  private ResourceDiscovery() {}

  /** The classes that Jersey can make objects of for requests. */
  static List<Class<?>> resources(Collection<Class<?>> classes) {
    return classes.stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
        .filter(type -> EXCLUDED.stream().noneMatch(type.getName()::startsWith))
        .toList();
  }
}
