package io.perdura.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A JAR of the functions that only tests use, made when first asked for. */
final class FunctionsJar {

  private static final class Made {
    static final Path FILE = of("io/perdura/testing/functions");
    static final List<Path> OF_METHODS =
        List.of(of("io/perdura/testing/methods"), of("io/perdura/testing/library"));
    static final Path LAUNCHER = of("io/perdura/testing/JettyMain.class");
  }

  private FunctionsJar() {}

  static Path file() {
    return Made.FILE;
  }

  /** A JAR of functions that are methods, and a JAR of what they use. */
  static List<Path> ofMethods() {
    return Made.OF_METHODS;
  }

  /** Just the main class of a server process: none of the tests' resources may reach the WAR. */
  static Path launcher() {
    return Made.LAUNCHER;
  }

  /** Where the compiled tests are. */
  static Path testClasses() {
    try {
      return Path.of(
          FunctionsJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new JAR holding one class file of the tests, or all those of a package. */
  static Path of(String path) {
    Path jar = TestFolders.target().resolve(TestFolders.unique("functions") + ".jar");
    try (Stream<Path> found = Files.walk(testClasses().resolve(path));
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      write(found.filter(Files::isRegularFile).toList(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    jar.toFile().deleteOnExit();
    return jar;
  }

  private static void write(List<Path> classes, JarOutputStream out) throws IOException {
    for (Path file : classes) {
      out.putNextEntry(new JarEntry(testClasses().relativize(file).toString()));
      Files.copy(file, out);
      out.closeEntry();
    }
  }
}
