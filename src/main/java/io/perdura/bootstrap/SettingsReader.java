package io.perdura.bootstrap;

import io.perdura.dispatcher.NodeSettings;
import io.perdura.http.PublicUrls;
import io.perdura.http.TrustedProxies;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;

/** Makes {@link Settings} of what is configured. Every complaint names the setting. */
final class SettingsReader {

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
        new ConnectionsReader(source).read(),
        Set.copyOf(source.list("perdura.connection.aliases")),
        node(),
        new KeySettingsReader(source).read(),
        source.text("perdura.functions.folder").map(Path::of).orElse(null),
        source.flag("perdura.samples"),
        source.integer("perdura.http.max-body-bytes", 1, 1 << 30),
        publicUrls(),
        new HttpCallSettingsReader(source).read(),
        source.text("perdura.http.local-url").orElse(null));
  }

  private NodeSettings node() {
    return new NodeSettings(
        source.text("perdura.taskhub.name").orElseThrow(),
        source.integer("perdura.taskhub.partitions", 1, MAX_PARTITIONS),
        nodeName(),
        source.integer("perdura.engine.activity-threads", 1, 10_000, activityThreads()),
        source.integer("perdura.engine.committers", 1, 64),
        source.integer("perdura.engine.history-cache-megabytes", 1, 1 << 20));
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

  private PublicUrls publicUrls() {
    try {
      return PublicUrls.of(source.text("perdura.http.public-url").orElse(null), trustedProxies());
    } catch (IllegalArgumentException e) {
      throw new StartupException("The setting perdura.http.public-url " + e.getMessage());
    }
  }

  private TrustedProxies trustedProxies() {
    try {
      return TrustedProxies.of(source.list("perdura.http.trusted-proxies"));
    } catch (IllegalArgumentException e) {
      throw new StartupException("The setting perdura.http.trusted-proxies " + e.getMessage());
    }
  }
}
