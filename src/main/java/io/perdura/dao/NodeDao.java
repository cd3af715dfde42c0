package io.perdura.dao;

import io.perdura.taskhub.NodeRow;
import java.util.List;

/** Table {@code nodes}. */
public final class NodeDao {

  private static final String INSERT = "INSERT INTO nodes (hub, name, beat) VALUES (?, ?, 0)";

  private static final String BEAT = "UPDATE nodes SET beat = beat + 1 WHERE number = ?";

  private static final String LIST =
      "SELECT number, name, beat FROM nodes WHERE hub = ? ORDER BY number";

  private static final String DELETE = "DELETE FROM nodes WHERE number = ?";

  /** Registers a process and returns its number. */
  public long insert(Tx tx, int hub, String name) {
    return tx.insertAndReturnKey(INSERT, hub, name);
  }

  /** Shows that the node lives; false when others have given it up for dead. */
  public boolean beat(Tx tx, long number) {
    return tx.update(BEAT, number) == 1;
  }

  public List<NodeRow> list(Tx tx, int hub) {
    return tx.query(
        LIST,
        row -> new NodeRow(row.getLong("number"), row.getString("name"), row.getLong("beat")),
        hub);
  }

  public void delete(Tx tx, long number) {
    tx.update(DELETE, number);
  }
}
