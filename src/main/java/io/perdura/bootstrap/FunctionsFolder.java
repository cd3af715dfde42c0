package io.perdura.bootstrap;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of JARs outside the web application, with a class loader of its own below the web
 * application's. Only classes that carry one of our annotations, themselves or on a method, are
 * loaded; their names come from the class files.
 */
final class FunctionsFolder implements AutoCloseable {

  private final List<Path> jars;
  private final URLClassLoader loader;

  private FunctionsFolder(List<Path> jars) {
    this.jars = jars;
    this.loader =
        new URLClassLoader(
            "perdura-functions",
            jars.stream().map(FunctionsFolder::url).toArray(URL[]::new),
            FunctionsFolder.class.getClassLoader());
  }

  /**
   * @param folder null when none is configured
   * @throws StartupException when it cannot be read
   */
  static FunctionsFolder open(Path folder) {
    if (folder == null) {
      return new FunctionsFolder(List.of());
    }
    try (Stream<Path> files = Files.list(folder.toAbsolutePath().normalize())) {
      return new FunctionsFolder(
          files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
    } catch (IOException e) {
      throw new StartupException(
          "The folder of the setting perdura.functions.folder cannot be read: " + folder, e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The annotated classes of all JARs.
   *
   * @param problems takes a line for each class or JAR that cannot be used
   */
  List<Class<?>> classes(Problems problems) {
    List<Class<?>> classes = new ArrayList<>();
    for (Path jar : jars) {
      for (String name : names(jar, problems)) {
        load(name, jar, problems).ifPresent(classes::add);
      }
    }
    return classes;
  }

  private static Set<String> names(Path jar, Problems problems) {
    try {
      return AnnotatedClasses.in(jar);
    } catch (IOException e) {
      problems.add("The JAR %s cannot be read: %s".formatted(jar, FirstLine.of(e)));
      return Set.of();
    }
  }

  private Optional<Class<?>> load(String name, Path jar, Problems problems) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      if (Origin.place(type).equals(jar.toString())) {
        return Optional.of(type);
      }
      problems.add(
          "The class %s is there twice: in %s and in %s".formatted(name, Origin.place(type), jar));
    } catch (ClassNotFoundException | LinkageError e) {
      problems.add("The class %s in %s cannot be loaded: %s".formatted(name, jar, e));
    }
    return Optional.empty();
  }

  /** Called when no function runs any more; what is not loaded by then cannot be. */
  @Override
  public void close() throws IOException {
    loader.close();
  }
}
