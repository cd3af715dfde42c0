package io.perdura.testing;

import static io.perdura.testing.Patience.LIMIT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The WAR, running in a Jetty of its own process on a free port of the loopback interface. The
 * process ends with this JVM.
 */
public final class PerduraServer implements AutoCloseable {

  private static final Set<PerduraServer> RUNNING = ConcurrentHashMap.newKeySet();

  private final PerduraServerBuilder settings;
  private final Path log;
  private Process process;
  private int port;

  PerduraServer(PerduraServerBuilder settings, Path log) {
    this.settings = settings;
    this.log = log;
  }

  /** A server with the name, which is that of its log file. */
  public static PerduraServerBuilder named(String name) {
    return new PerduraServerBuilder(name);
  }

  /** The servers that run at the moment. */
  static Set<PerduraServer> running() {
    return Set.copyOf(RUNNING);
  }

  /** Scheme, host, port and context path; another one after each start. */
  public synchronized URI origin() {
    return URI.create("http://127.0.0.1:" + port + settings.contextPath());
  }

  /**
   * A client of the second API version that follows this server to its new port after a restart.
   */
  public PerduraHttp client() {
    return client(ApiBase.V2);
  }

  /** As above, for one of the API's base paths. */
  public PerduraHttp client(ApiBase base) {
    return new PerduraHttp(this::origin, base);
  }

  public synchronized boolean isAlive() {
    return process.isAlive();
  }

  /** Process id while it runs. */
  public synchronized long pid() {
    return process.pid();
  }

  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  public synchronized void kill9() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks the process to end (SIGTERM) and waits until it has. */
  public synchronized void stop() {
    process.toHandle().destroy();
    awaitEnd();
  }

  /** Starts it again with the same settings, after ending it politely if it still runs. */
  public synchronized void restart() {
    if (process.isAlive()) {
      stop();
    }
    start();
  }

  @Override
  public void close() {
    if (isAlive()) {
      stop();
    }
  }

  /** All the server has written to its output, over all its starts. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines of {@link #log()}. */
  public String logTail() {
    List<String> lines = log().lines().toList();
    return log
        + ":\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  synchronized void start() {
    try {
      long from = Files.exists(log) ? Files.size(log) : 0;
      process = settings.launch(log);
      port = awaitPort((int) from);
      RUNNING.add(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int awaitPort(int from) {
    return Awaitility.await("start of the test server, see " + log)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> announcedPort(from), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Integer> announcedPort(int from) throws IOException {
    byte[] all = Files.readAllBytes(log);
    String written = new String(all, from, all.length - from, StandardCharsets.UTF_8);
    Optional<Integer> announced =
        written
            .lines()
            .filter(line -> line.startsWith(JettyMain.READY))
            .map(line -> Integer.valueOf(line.substring(JettyMain.READY.length())))
            .findFirst();
    if (announced.isEmpty() && !process.isAlive()) {
      throw new IllegalStateException("The test server ended while starting. " + logTail());
    }
    return announced;
  }

  private void awaitEnd() {
    RUNNING.remove(this);
    process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
