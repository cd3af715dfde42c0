package io.perdura.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.testing.SourceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsFolderTest {

  private static final String GREET =
      """
      public class Greet {
        @io.perdura.orchestration.Activity("Greet")
        public String greet(String name) { return "Hello, " + name; }
      }
      """;

  @TempDir private Path folder;
  @TempDir private Path elsewhere;
  private final Problems problems = new Problems();

  private List<String> names() throws IOException {
    try (FunctionsFolder opened = FunctionsFolder.open(folder)) {
      return opened.classes(problems).stream().map(Class::getName).toList();
    }
  }

  private Path jar(String name, String... sources) throws IOException {
    return SourceJar.compile(folder.resolve(name), List.of(), sources);
  }

  /** A JAR of classes whose superclass is nowhere when they are loaded. */
  private void orphanedJar(String name, String... sources) throws IOException {
    Path base = SourceJar.compile(elsewhere.resolve("base.jar"), List.of(), "public class Base {}");
    SourceJar.compile(folder.resolve(name), List.of(base), sources);
  }

  private void jarOfBrokenClass(String name) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      jar.putNextEntry(new JarEntry("Broken.class"));
      jar.write(
          new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 9, 9, 99});
    }
  }

  @Test
  void annotatedClassesAndClassesOfAnnotatedMethodsAreFoundInAllJars() throws IOException {
    jar(
        "100% a.jar",
        GREET, "@jakarta.ws.rs.Path(\"x\") public class Resource {}", "public class Plain {}");
    jar("b.jar", "@io.perdura.orchestration.Entity public class Cart {}");

    assertThat(names()).containsExactly("Greet", "Resource", "Cart");
    assertThatCode(problems::refuseAny).doesNotThrowAnyException();
  }

  @Test
  void classesWithoutAnnotationAreNotLoaded() throws IOException {
    orphanedJar("a.jar", GREET, "public class Unloadable extends Base {}");

    assertThat(names()).containsExactly("Greet");
    assertThatCode(problems::refuseAny).doesNotThrowAnyException();
  }

  @Test
  void jarsOfTheFolderSeeEachOthersClasses() throws Exception {
    Path base = SourceJar.compile(folder.resolve("z.jar"), List.of(), "public class Base {}");
    SourceJar.compile(
        folder.resolve("a.jar"),
        List.of(base),
        "@io.perdura.orchestration.Activity public class Sub extends Base {}");

    assertThat(names()).containsExactly("Sub");
  }

  @Test
  void everyClassAndJarThatCannotBeUsedIsTold() throws IOException {
    orphanedJar("a.jar", "@io.perdura.orchestration.Activity public class Orphan extends Base {}");
    Files.writeString(folder.resolve("b.jar"), "not a JAR");
    jarOfBrokenClass("bb.jar");
    jar("c-1.jar", GREET);
    jar("c-2.jar", GREET);

    assertThat(names()).containsExactly("Greet");
    assertThatThrownBy(problems::refuseAny)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("The class Orphan in " + folder.resolve("a.jar"))
        .hasMessageContaining("NoClassDefFoundError: Base")
        .hasMessageContaining("The JAR " + folder.resolve("b.jar") + " cannot be read")
        .hasMessageContaining("The JAR " + folder.resolve("bb.jar") + " cannot be read")
        .hasMessageContaining(
            "The class Greet is there twice: in %s and in %s",
            folder.resolve("c-1.jar"), folder.resolve("c-2.jar"));
  }

  @Test
  void otherFilesAreNoneOfItsBusiness() throws IOException {
    Files.writeString(folder.resolve("README.txt"), "here be JARs");
    Files.createDirectory(folder.resolve("more"));

    assertThat(names()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereStopsTheStart() {
    assertThatThrownBy(() -> FunctionsFolder.open(folder.resolve("nowhere")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("perdura.functions.folder")
        .hasMessageContaining("nowhere");
  }
}
