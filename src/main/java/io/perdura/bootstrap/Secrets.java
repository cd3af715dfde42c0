package io.perdura.bootstrap;

import io.perdura.dao.Database;
import io.perdura.dao.SecretDao;
import io.perdura.dao.Tx;
import java.security.SecureRandom;
import java.util.Base64;

/** What all nodes of the default connection's database know and nobody else. */
final class Secrets {

  private static final String PAGE_TOKENS = "page-tokens";
  private static final int BYTES = 32;

  private Secrets() {}

  /** The secret that page tokens are signed with; made when there is none. */
  static byte[] pageTokens(Database database) {
    return Base64.getDecoder().decode(database.inTransaction(Secrets::findOrMake));
  }

  /** Reads back what it inserts, so that nodes starting at once agree. */
  private static String findOrMake(Tx tx) {
    SecretDao secrets = new SecretDao();
    return secrets
        .find(tx, PAGE_TOKENS)
        .orElseGet(
            () -> {
              secrets.insertIfAbsent(tx, PAGE_TOKENS, generate());
              return secrets.find(tx, PAGE_TOKENS).orElseThrow();
            });
  }

  private static String generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
