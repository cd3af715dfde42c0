package io.perdura.testing;

import static io.perdura.testing.Patience.LIMIT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A real MariaDB server, started on first use and shared by all tests of this JVM. It ends with the
 * JVM, however that ends. User {@code root} has an empty password over TCP from this host.
 */
public final class MariaDbServer {

  public static final String USER = "root";
  public static final String PASSWORD = "";

  private final MariaDbInstallation installation;
  private final int port = FreePort.find();
  private final AtomicInteger databases = new AtomicInteger();
  private Process wrapper;
  private ProcessHandle server;

  private MariaDbServer(MariaDbInstallation installation) {
    this.installation = installation;
  }

  private static final class Shared {
    static final MariaDbServer SERVER = startShared();

    private static MariaDbServer startShared() {
      MariaDbServer server = new MariaDbServer(MariaDbInstallation.create());
      Runtime.getRuntime().addShutdownHook(new Thread(server::end, "end-mariadb"));
      server.start();
      return server;
    }
  }

  /** The server of this JVM. */
  public static MariaDbServer shared() {
    return Shared.SERVER;
  }

  /** Process id of the running mariadbd. */
  public long pid() {
    return server.pid();
  }

  /**
   * Makes an empty database.
   *
   * @return its JDBC URL
   */
  public String newDatabase() {
    String name = "perdura_" + databases.incrementAndGet();
    try (Connection connection = connect(url(""));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create database " + name, e);
    }
    return url(name);
  }

  /** Opens a connection to a database of this server. */
  public static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  /** Ends the server as a power cut would, and waits until it is gone. */
  public synchronized void kill9() {
    server.destroyForcibly();
    wrapper.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Starts the server again on its data; it listens on the same port as before. */
  public synchronized void restart() {
    if (wrapper.isAlive()) {
      kill9();
    }
    start();
  }

  private String url(String database) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?sslMode=DISABLED";
  }

  private synchronized void start() {
    try {
      Path pidFile = installation.pidFile();
      Files.deleteIfExists(pidFile);
      wrapper = launch();
      await("start of mariadbd").until(() -> Files.exists(pidFile) && Files.size(pidFile) > 1);
      server = ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).orElseThrow();
      await("connections to mariadbd").until(this::answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The shell around mariadbd notes its process id, ends when it ends, and kills it once this JVM
   * is gone, which closes the shell's standard input.
   */
  private Process launch() throws IOException {
    String script =
        "exec 3<&0; \"$@\" & echo $! > \"$PID_FILE\";"
            + " server=$!; (read end <&3; kill -9 $server) & wait $server";
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "sh");
    builder.command().addAll(installation.command(port));
    builder.environment().putAll(Map.of("PID_FILE", installation.pidFile().toString()));
    builder.environment().putAll(installation.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(installation.log().toFile()));
    return builder.start();
  }

  private ConditionFactory await(String what) {
    return Awaitility.await(what + ", see " + installation.log())
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .failFast("mariadbd ended, see " + installation.log(), () -> !wrapper.isAlive());
  }

  private boolean answers() {
    try (Connection connection = connect(url(""))) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private void end() {
    if (server != null) {
      kill9();
    }
    installation.delete();
  }
}
