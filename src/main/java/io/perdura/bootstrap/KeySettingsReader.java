package io.perdura.bootstrap;

import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import java.util.ArrayList;
import java.util.List;

/** Reads the settings about keys. No complaint shows a key. */
final class KeySettingsReader {

  private final SettingSource source;

  KeySettingsReader(SettingSource source) {
    this.source = source;
  }

  KeySettings read() {
    List<SystemKey> keys = new ArrayList<>();
    source
        .text("perdura.key")
        .map(value -> new SystemKey(SystemKeys.DEFAULT, KeyScope.MANAGE, value))
        .ifPresent(keys::add);
    source.list("perdura.keys").stream().map(KeySettingsReader::key).forEach(keys::add);
    if (keys.stream().map(SystemKey::name).distinct().count() < keys.size()) {
      throw new StartupException("The settings perdura.key and perdura.keys repeat a key's name");
    }
    return new KeySettings(List.copyOf(keys), source.flag("perdura.key.open-to-loopback"));
  }

  private static SystemKey key(String item) {
    String[] parts = item.split(":", 3);
    if (parts.length < 3 || parts[0].isBlank() || parts[2].isBlank()) {
      throw malformed();
    }
    KeyScope scope = KeyScope.parse(parts[1].strip()).orElseThrow(KeySettingsReader::malformed);
    return new SystemKey(parts[0].strip(), scope, parts[2].strip());
  }

  private static StartupException malformed() {
    return new StartupException(
        "The setting perdura.keys must hold items of the form name:scope:value, where scope is"
            + " manage or read");
  }
}
