package io.perdura.bootstrap;

import jakarta.servlet.annotation.HandlesTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/** Finds in class files, loading none, what a container would find for {@link HandlesTypes}. */
final class AnnotatedClasses {

  private AnnotatedClasses() {}

  /** Names of the JAR's classes that carry one of our annotations, themselves or on a method. */
  static SortedSet<String> in(Path jar) throws IOException {
    Index index = index(jar);
    return Arrays.stream(PerduraInitializer.class.getAnnotation(HandlesTypes.class).value())
        .flatMap(annotation -> index.getAnnotations(annotation).stream())
        .map(AnnotationInstance::target)
        .flatMap(AnnotatedClasses::classOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> classOf(AnnotationTarget target) {
    return switch (target.kind()) {
      case CLASS -> Stream.of(target.asClass().name().toString());
      case METHOD -> Stream.of(target.asMethod().declaringClass().name().toString());
      default -> Stream.empty();
    };
  }

  private static Index index(Path jar) throws IOException {
    Indexer indexer = new Indexer();
    try (JarFile file = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          add(indexer, file, entry);
        }
      }
    }
    return indexer.complete();
  }

  private static void add(Indexer indexer, JarFile file, JarEntry entry) throws IOException {
    try (InputStream content = file.getInputStream(entry)) {
      indexer.index(content);
    } catch (RuntimeException e) {
      throw new IOException("Not a class file: " + entry.getName(), e);
    }
  }
}
