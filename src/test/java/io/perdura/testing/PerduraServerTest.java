package io.perdura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness itself, with a web application of one servlet. */
class PerduraServerTest {

  @TempDir Path folder;
  private PerduraServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        PerduraServer.named("tiny")
            .war(tinyWar())
            .with("tiny.word", "hello")
            .withJar(FunctionsJar.of("io/perdura/testing/tinywar/extra"))
            .under("/tiny")
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theInitializerOfTheWarRunsAndSeesExtraJars() {
    Answer answer = server.client().get("/anything");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("marked").asText()).isEqualTo("MarkedInExtraJar");
    assertThat(answer.json().path("word").asText()).isEqualTo("hello");
  }

  @Test
  void rawRequestsGetTheSameAnswer() {
    Answer answer = RawHttp.send(server.origin(), "GET", "/tiny/a|b", "Host: elsewhere.example");

    assertThat(answer.status()).isIn(200, 400);
  }

  @Test
  void itAnswersAgainAfterKillNineAndAfterAStop() {
    server.kill9();
    assertThat(server.isAlive()).isFalse();
    server.restart();
    assertThat(server.client().get("/").status()).isEqualTo(200);

    server.stop();
    server.restart();
    assertThat(server.client().get("/").status()).isEqualTo(200);
  }

  @Test
  void theLogTellsThePort() {
    URI origin = server.origin();

    assertThat(server.logTail()).contains(JettyMain.READY + origin.getPort());
  }

  private Path tinyWar() throws IOException {
    Path war = folder.resolve("tiny.war");
    Path classes = FunctionsJar.testClasses();
    Path tiny = classes.resolve("io/perdura/testing/tinywar");
    List<Path> files;
    try (Stream<Path> found = Files.list(tiny)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry("WEB-INF/classes/" + classes.relativize(file)));
        Files.copy(file, out);
      }
      out.putNextEntry(
          new JarEntry(
              "WEB-INF/classes/META-INF/services/jakarta.servlet.ServletContainerInitializer"));
      out.write("io.perdura.testing.tinywar.TinyInitializer".getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }
}
