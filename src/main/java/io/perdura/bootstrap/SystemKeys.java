package io.perdura.bootstrap;

import io.perdura.dao.Database;
import io.perdura.dao.SystemKeyDao;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that requests must carry: configured, or made once and kept in the database. */
final class SystemKeys {

  private static final String NAME = "durabletask_extension";
  private static final int KEY_BYTES = 32;

  private final SystemKeyDao keys = new SystemKeyDao();
  private final Database database;

  SystemKeys(Database database) {
    this.database = database;
  }

  /** The key in force. */
  String obtain(Settings settings) {
    if (settings.systemKey() != null) {
      return settings.systemKey();
    }
    String key = stored();
    if (settings.database().isEmbedded()) {
      EmbeddedDatabase.writeKeyFile(settings.database().dataDirectory(), key);
    }
    return key;
  }

  /** Reads back what it inserts, so that nodes starting at once agree. */
  private String stored() {
    return database.inTransaction(
        tx -> {
          keys.insertIfAbsent(tx, NAME, generate());
          return keys.find(tx, NAME).orElseThrow();
        });
  }

  private static String generate() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
