package io.perdura.bootstrap;

import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;

/** Says where a function was found, for messages. */
final class Origin {

  private Origin() {}

  /** The class and its JAR or folder. */
  static String of(Class<?> type) {
    return "%s in %s".formatted(type.getName(), place(type));
  }

  /** The method, its class and their JAR or folder. */
  static String of(Method method) {
    Class<?> type = method.getDeclaringClass();
    return "%s#%s in %s".formatted(type.getName(), method.getName(), place(type));
  }

  /** The JAR or folder of the class: a path, or a URL where containers have something else. */
  static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "an unknown place";
    }
    String location = source.getLocation().toExternalForm();
    try {
      return location.startsWith("file:") ? Path.of(URI.create(location)).toString() : location;
    } catch (IllegalArgumentException notEncoded) {
      return location;
    }
  }
}
