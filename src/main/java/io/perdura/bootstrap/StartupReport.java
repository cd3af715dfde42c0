package io.perdura.bootstrap;

import io.perdura.orchestration.FunctionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on the console what has started, and how to reach it. */
final class StartupReport {

  private static final Logger LOG = LoggerFactory.getLogger("Perdura");
  private static final String API_PATH = "/runtime/webhooks/durabletask";

  private StartupReport() {}

  static void print(
      PerduraApplication application,
      Settings settings,
      FunctionRegistry functions,
      String contextPath) {
    LOG.info("Perdura {} has started", version());
    application
        .databaseDescriptions()
        .forEach((name, where) -> LOG.info("Database of connection {}: {}", name, where));
    application
        .hubs()
        .forEach(
            hub ->
                LOG.info(
                    "Task hub: {} on connection {} ({} partitions)",
                    hub.node().hub().name(),
                    hub.connection(),
                    hub.node().hub().partitionCount()));
    LOG.info("Orchestrators: {}", names(functions.orchestratorNames()));
    LOG.info("Activities: {}", names(functions.activityNames()));
    LOG.info("Entities: {}", names(functions.entityNames()));
    LOG.info("API: {}{}", root(settings, contextPath), API_PATH);
    LOG.info("Key: {}", keyLine(settings));
  }

  private static String root(Settings settings, String contextPath) {
    String local = settings.localUrl() == null ? "" : settings.localUrl();
    return settings.publicUrls().configuredRoot().orElse(local + contextPath);
  }

  private static String names(SortedSet<String> names) {
    return names.isEmpty() ? "none found" : String.join(", ", names);
  }

  private static String keyLine(Settings settings) {
    String who = settings.keys().openToLoopback() ? "needed except from this machine" : "needed";
    return "%s, as header x-functions-key or query parameter code; it is %s"
        .formatted(who, whereKeyIs(settings));
  }

  static String whereKeyIs(Settings settings) {
    if (settings.keys().hasDefault()) {
      return "the setting perdura.key";
    }
    if (settings.keys().canManage()) {
      return "in the setting perdura.keys";
    }
    DatabaseSettings database = settings.defaultDatabase();
    return database.isEmbedded()
        ? "in the file " + EmbeddedDatabase.keyFile(database.dataDirectory())
        : "in the table system_keys";
  }

  private static String version() {
    try (InputStream in = StartupReport.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
