package io.perdura.dao;

import java.util.Optional;

/** Table {@code system_keys}. */
public final class SystemKeyDao {

  private static final String FIND = "SELECT key_value FROM system_keys WHERE name = ?";

  private static final String INSERT =
      "INSERT IGNORE INTO system_keys (name, key_value) VALUES (?, ?)";

  public Optional<String> find(Tx tx, String name) {
    return tx.query(FIND, row -> row.getString("key_value"), name).stream().findFirst();
  }

  /** Stores the key unless another node just stored one. */
  public void insertIfAbsent(Tx tx, String name, String value) {
    tx.update(INSERT, name, value);
  }
}
