package io.perdura.dao;

import java.util.Optional;

/** Table {@code secrets}. */
public final class SecretDao {

  private static final String FIND = "SELECT secret_value FROM secrets WHERE name = ?";

  private static final String INSERT =
      "INSERT IGNORE INTO secrets (name, secret_value) VALUES (?, ?)";

  public Optional<String> find(Tx tx, String name) {
    return tx.query(FIND, row -> row.getString("secret_value"), name).stream().findFirst();
  }

  /** Stores the secret unless there is one of its name. */
  public void insertIfAbsent(Tx tx, String name, String value) {
    tx.update(INSERT, name, value);
  }
}
