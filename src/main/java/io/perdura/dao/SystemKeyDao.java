package io.perdura.dao;

import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Table {@code system_keys}. */
public final class SystemKeyDao {

  private static final String LIST = "SELECT name, scope, key_value FROM system_keys ORDER BY name";

  private static final String INSERT =
      "INSERT IGNORE INTO system_keys (name, scope, key_value) VALUES (?, ?, ?)";

  /** All keys in the order of their names. */
  public List<SystemKey> list(Tx tx) {
    return tx.query(LIST, SystemKeyDao::key);
  }

  /** Stores the key unless there is one of its name. */
  public void insertIfAbsent(Tx tx, SystemKey key) {
    tx.update(INSERT, key.name(), key.scope().label(), key.value());
  }

  /** The table lets no other scope in; were there one, the key must not be good for more. */
  private static SystemKey key(ResultSet row) throws SQLException {
    KeyScope scope = KeyScope.parse(row.getString("scope")).orElse(KeyScope.READ);
    return new SystemKey(row.getString("name"), scope, row.getString("key_value"));
  }
}
