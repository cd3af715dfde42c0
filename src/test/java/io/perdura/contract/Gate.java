package io.perdura.contract;

import static io.perdura.testing.Patience.LIMIT;

import io.perdura.testing.PerduraHttp;
import io.perdura.testing.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Holds up the activity of one instance of {@code Slow} until it is opened or closed. */
final class Gate implements AutoCloseable {

  private final Path file = TestFolders.target().resolve(TestFolders.unique("gate"));

  /** Starts the instance, and waits until its activity is at work. */
  Gate(PerduraHttp http, String id) {
    http.start("Slow", id, "\"" + file + "\"");
    Awaitility.await("activity of " + id)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(file));
  }

  /** Lets the activity end, which it does at once. */
  void open() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    open();
  }
}
