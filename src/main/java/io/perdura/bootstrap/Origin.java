package io.perdura.bootstrap;

import java.lang.reflect.Method;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;

/** Says where a function was found, for messages. */
final class Origin {

  private Origin() {}

  /** The class and its JAR or folder. */
  static String of(Class<?> type) {
    return type.getName() + place(type);
  }

  /** The method, its class and their JAR or folder. */
  static String of(Method method) {
    Class<?> type = method.getDeclaringClass();
    return "%s#%s%s".formatted(type.getName(), method.getName(), place(type));
  }

  /** Whether the class comes from this JAR or folder. */
  static boolean isIn(URL place, Class<?> type) {
    return location(type).filter(place.toExternalForm()::equals).isPresent();
  }

  private static String place(Class<?> type) {
    return location(type).map(" in "::concat).orElse("");
  }

  private static Optional<String> location(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(URL::toExternalForm);
  }
}
