package io.perdura.bootstrap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings of all database connections and of the task hubs on them. */
final class ConnectionsReader {

  private static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private final SettingSource source;

  ConnectionsReader(SettingSource source) {
    this.source = source;
  }

  /** The default connection, its default hub first, then the others. */
  List<ConnectionSettings> read() {
    List<String> names = new ArrayList<>(List.of(name("perdura.connection.name")));
    names.addAll(names("perdura.connections"));
    refuseRepetition("perdura.connections", names);
    List<ConnectionSettings> connections = new ArrayList<>();
    connections.add(
        new ConnectionSettings(names.get(0), database("perdura.database"), defaultTaskHubs()));
    names.stream().skip(1).map(this::additional).forEach(connections::add);
    return List.copyOf(connections);
  }

  private List<String> defaultTaskHubs() {
    List<String> hubs = new ArrayList<>(List.of(name("perdura.taskhub.name")));
    hubs.addAll(names("perdura.taskhubs"));
    refuseRepetition("perdura.taskhubs", hubs);
    return List.copyOf(hubs);
  }

  private ConnectionSettings additional(String name) {
    String prefix = "perdura.connection." + name;
    DatabaseSettings database = database(prefix);
    if (database.isEmbedded()) {
      throw new StartupException(
          "The connection '%s' of the setting perdura.connections needs %s.url or .jndi"
              .formatted(name, prefix));
    }
    List<String> hubs = names(prefix + ".taskhubs");
    refuseRepetition(prefix + ".taskhubs", hubs);
    return new ConnectionSettings(
        name, database, hubs.isEmpty() ? List.of(name("perdura.taskhub.name")) : hubs);
  }

  private DatabaseSettings database(String prefix) {
    String url = source.text(prefix + ".url").orElse(null);
    String jndiName = source.text(prefix + ".jndi").orElse(null);
    if (url != null && jndiName != null) {
      throw new StartupException("Set either %1$s.url or %1$s.jndi, not both".formatted(prefix));
    }
    return new DatabaseSettings(
        prefix,
        url,
        source.text(prefix + ".user").orElse(null),
        source.text(prefix + ".password").orElse(null),
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

  private String name(String setting) {
    return checked(setting, source.text(setting).orElseThrow());
  }

  private List<String> names(String setting) {
    return source.list(setting).stream().map(name -> checked(setting, name)).toList();
  }

  /** Names go into URLs as they are, and some clients replace them there as text. */
  private static String checked(String setting, String name) {
    if (!name.matches(NAME_PATTERN)) {
      throw new StartupException(
          ("A name in the setting %s must be 1 to 100 letters, digits, dots, hyphens or"
                  + " underscores: '%s'")
              .formatted(setting, name));
    }
    return name;
  }

  private static void refuseRepetition(String setting, List<String> names) {
    Set<String> distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    distinct.addAll(names);
    if (distinct.size() < names.size()) {
      throw new StartupException(
          "The setting %s repeats a name: %s".formatted(setting, String.join(", ", names)));
    }
  }
}
