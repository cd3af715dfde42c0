package io.perdura.newcomer;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.FreePort;
import io.perdura.testing.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README's way from an empty folder to functions that run. */
class NewcomerIT {

  private static final String INSTALL = "mvn install -Dmaven.test.skip";

  private final Path root = TestFolders.target().resolve(TestFolders.unique("newcomer"));
  private final Path folder = root.resolve("greetings");
  private final Path output = root.resolve("log");
  private ReadmeSection readme;
  private BuildMaven maven;
  private Process server;

  @BeforeEach
  void emptyFolder() throws IOException {
    readme = new ReadmeSection("Your first functions");
    Files.createDirectories(folder);
    maven = new BuildMaven(root.resolve("repository"));
  }

  @AfterEach
  void stopServer() throws InterruptedException, IOException {
    if (server != null) {
      server.destroy();
      server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    TestFolders.delete(root);
  }

  @Test
  void theReadmeLeadsFromAnEmptyFolderToAnAnswer() throws Exception {
    for (ReadmeSection.SourceFile file : readme.files()) {
      Path path = folder.resolve(file.name());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    List<String> commands = readme.commands();
    assertThat(commands).first().isEqualTo(INSTALL);
    for (String command : commands.subList(1, commands.size() - 1)) {
      Process process = maven.start(command, folder, output);
      assertThat(process.waitFor()).as(this::log).isZero();
    }
    int port = FreePort.find();
    server = maven.start(withOwnPlace(commands.get(commands.size() - 1), port), folder, output);

    CurlExample curl = readme.curl();
    assertThat(send(curl, port).body()).isEqualTo(curl.answer());
  }

  private String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sources are where this test runs; port and data are not those of a developer's server. */
  private String withOwnPlace(String command, int port) {
    return command.replace("../perdura/", Path.of("").toAbsolutePath() + "/")
        + " -Djetty.http.port=%d -Dperdura.data.directory='%s'"
            .formatted(port, root.resolve("data"));
  }

  private HttpResponse<String> send(CurlExample curl, int port) {
    HttpClient client = HttpClient.newHttpClient();
    return Awaitility.await("start of the server")
        .atMost(LIMIT.multipliedBy(2))
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(ConnectException.class)
        .failFast(() -> assertThat(server.isAlive()).as(this::log).isTrue())
        .until(() -> client.send(curl.request(port), BodyHandlers.ofString()), r -> true);
  }
}
