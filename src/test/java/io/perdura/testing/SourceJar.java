package io.perdura.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles sources into JARs, for classes that must not be on the tests' own class path. */
public final class SourceJar {

  private static final Pattern CLASS_NAME = Pattern.compile("class (\\w+)");

  private SourceJar() {}

  /** A new JAR of classes without package, one source each; other JARs may be compiled against. */
  public static Path compile(Path jar, List<Path> others, String... sources) throws IOException {
    Path work = Files.createTempDirectory(TestFolders.target(), "sources");
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-cp", classPath(others), "-d", work.toString()));
    for (String source : sources) {
      Matcher name = CLASS_NAME.matcher(source);
      name.find();
      arguments.add(Files.writeString(work.resolve(name.group(1) + ".java"), source).toString());
    }
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))
        != 0) {
      throw new IllegalArgumentException("The sources do not compile");
    }
    pack(work, jar);
    TestFolders.delete(work);
    return jar;
  }

  private static String classPath(List<Path> others) {
    StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
    others.forEach(jar -> path.append(File.pathSeparator).append(jar));
    return path.toString();
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (Stream<Path> files = Files.list(classes);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(file.getFileName().toString()));
        Files.copy(file, out);
      }
    }
  }
}
