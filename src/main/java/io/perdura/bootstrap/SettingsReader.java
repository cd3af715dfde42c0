package io.perdura.bootstrap;

import io.perdura.dispatcher.NodeSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** Makes {@link Settings} of what is configured. Every complaint names the setting. */
final class SettingsReader {

  private static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final int MAX_PARTITIONS = 1024;
  private static final int MAX_NODE_NAME_LENGTH = 200;
  private static final int MIN_ACTIVITY_THREADS = 8;

  private final SettingSource source;

  SettingsReader(SettingSource source) {
    this.source = source;
  }

  /**
   * @throws StartupException naming the setting that is wrong
   */
  Settings read() {
    return new Settings(
        database(),
        node(),
        name("perdura.connection.name"),
        source.text("perdura.key").orElse(null),
        source.flag("perdura.key.open-to-loopback"),
        source.integer("perdura.http.max-body-bytes", 1, 1 << 30),
        source.text("perdura.http.base-url").orElse(null));
  }

  private DatabaseSettings database() {
    String url = source.text("perdura.database.url").orElse(null);
    String jndiName = source.text("perdura.database.jndi").orElse(null);
    if (url != null && jndiName != null) {
      throw new StartupException(
          "Set either perdura.database.url or perdura.database.jndi, not both");
    }
    return new DatabaseSettings(
        url,
        source.text("perdura.database.user").orElse(null),
        source.text("perdura.database.password").orElse(null),
        jndiName,
        source.integer("perdura.database.pool-size", 2, 1000),
        source.flag("perdura.database.migrate"),
        dataDirectory());
  }

  private Path dataDirectory() {
    return source
        .text("perdura.data.directory")
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".perdura"))
        .toAbsolutePath();
  }

  private NodeSettings node() {
    return new NodeSettings(
        name("perdura.taskhub.name"),
        source.integer("perdura.taskhub.partitions", 1, MAX_PARTITIONS),
        nodeName(),
        source.integer("perdura.engine.activity-threads", 1, 10_000, activityThreads()),
        source.integer("perdura.engine.committers", 1, 64),
        source.integer("perdura.engine.history-cache-megabytes", 1, 1 << 20));
  }

  /** Names go into URLs as they are, and some clients replace them there as text. */
  private String name(String setting) {
    String name = source.text(setting).orElseThrow();
    if (!name.matches(NAME_PATTERN)) {
      throw new StartupException(
          "The setting %s must be 1 to 100 letters, digits, dots, hyphens or underscores: '%s'"
              .formatted(setting, name));
    }
    return name;
  }

  private static int activityThreads() {
    return Math.max(MIN_ACTIVITY_THREADS, 2 * Runtime.getRuntime().availableProcessors());
  }

  private String nodeName() {
    String name = source.text("perdura.node.name").orElseGet(SettingsReader::hostAndProcess);
    if (name.length() > MAX_NODE_NAME_LENGTH) {
      throw new StartupException(
          "The setting perdura.node.name is longer than %d characters"
              .formatted(MAX_NODE_NAME_LENGTH));
    }
    return name;
  }

  private static String hostAndProcess() {
    return hostName() + "-" + ProcessHandle.current().pid();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
