package io.perdura.bootstrap;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.testing.SourceJar;
import io.perdura.testing.SystemProperties;
import jakarta.servlet.ServletException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in a container of this process, deployed and undeployed. */
class DeploymentTest {

  @TempDir private Path data;
  @TempDir private Path folder;
  private final SystemProperties settings = new SystemProperties();
  private final Server server = new Server();

  @BeforeEach
  void configure() {
    settings.set("perdura.data.directory", data.toString());
    settings.set("perdura.functions.folder", folder.toString());
    ServletContextHandler context = new ServletContextHandler();
    context.addServletContainerInitializer(new PerduraInitializer());
    server.setHandler(context);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    settings.restore();
  }

  private Path jar(String name, String source) throws IOException {
    return SourceJar.compile(folder.resolve(name), List.of(), source);
  }

  /** Asked of Linux, on which the other tests depend, too. */
  private static boolean isOpen(Path file) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(Path::toFile).anyMatch(d -> leadsTo(file, d));
    }
  }

  private static boolean leadsTo(Path file, File descriptor) {
    try {
      return descriptor.getCanonicalPath().equals(file.toRealPath().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theFoldersJarsAreHeldUntilTheApplicationIsUndeployed() throws Exception {
    Path jar =
        jar(
            "a.jar",
            """
            public class Greet {
              @io.perdura.orchestration.Activity
              public static void greet() {}
            }
            """);

    server.start();
    assertThat(isOpen(jar)).isTrue();

    server.stop();
    assertThat(isOpen(jar)).isFalse();
  }

  @Test
  void whoeverWaitsIsAnsweredWhenTheApplicationIsUndeployed() throws Exception {
    settings.set("perdura.key", "secret");
    jar(
        "a.jar",
        """
        public class Sleeper {
          @io.perdura.orchestration.Orchestrator("Sleep")
          public void sleep(io.perdura.orchestration.TaskOrchestrationContext ctx) {
            ctx.waitForExternalEvent("Never").await();
          }
        }
        """);
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    StatisticsHandler requests = new StatisticsHandler(server.getHandler());
    server.setHandler(requests);
    server.start();
    String api =
        "http://localhost:%d/durabletask/%%s?code=secret".formatted(connector.getLocalPort());
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder start =
        HttpRequest.newBuilder(URI.create(api.formatted("orchestrators/Sleep/a")));
    HttpResponse<String> started =
        client.send(start.POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    HttpRequest.Builder status = HttpRequest.newBuilder(URI.create(api.formatted("instances/a")));
    CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(status.header("Prefer", "wait=60").build(), BodyHandlers.ofString());
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                requests.getRequestTotal() == 2
                    && requests.getRequestsActive() == 1
                    && requests.getHandleActive() == 0);

    requests.getHandler().stop();

    assertThat(waiting).succeedsWithin(LIMIT);
    assertThat(waiting.join().statusCode()).isEqualTo(503);
  }

  @Test
  void allProblemsOfTheFunctionsStopTheStartWithOneMessage() throws Exception {
    Path first = jar("a.jar", unusable("First"));
    Path second = jar("b.jar", unusable("Second"));

    assertThatThrownBy(server::start)
        .isInstanceOf(ServletException.class)
        .hasMessageStartingWith("Perdura cannot start. ")
        .hasMessageContaining(
            "Two functions claim to be the activity 'Work': First#work in %s and Second#work in %s",
            first, second)
        .hasMessageContaining("First#wrong in " + first)
        .hasMessageContaining("Second#wrong in " + second);
    assertThat(isOpen(first)).isFalse();
  }

  private static String unusable(String name) {
    return """
        public class %s {
          @io.perdura.orchestration.Activity("Work")
          public void work() {}
          @io.perdura.orchestration.Orchestrator("%s")
          public void wrong() {}
        }
        """
        .formatted(name, name);
  }
}
