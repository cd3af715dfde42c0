package io.perdura.dao;

import io.perdura.taskhub.PartitionRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Table {@code partitions}. */
public final class PartitionDao {

  private static final String INSERT =
      "INSERT IGNORE INTO partitions (hub, id, owner, epoch) VALUES (?, ?, NULL, 0)";

  private static final String LIST =
      "SELECT id, owner, epoch FROM partitions WHERE hub = ? ORDER BY id";

  private static final String LOCK =
      "SELECT id, owner, epoch FROM partitions WHERE hub = ? AND id = ? FOR UPDATE";

  private static final String CLAIM =
      """
      UPDATE partitions SET owner = ?, epoch = epoch + 1
       WHERE hub = ? AND id = ? AND epoch = ?
      """;

  private static final String RELEASE =
      "UPDATE partitions SET owner = NULL WHERE hub = ? AND id = ? AND owner = ? AND epoch = ?";

  private static final String FENCE =
      "UPDATE partitions SET epoch = epoch + 1 WHERE hub = ? AND id = ?";

  /** Creates the partitions 0 to {@code count - 1} that do not exist yet. */
  public void insertMissing(Tx tx, int hub, int count) {
    tx.batch(INSERT, IntStream.range(0, count).boxed().toList(), id -> new Object[] {hub, id});
  }

  public List<PartitionRow> list(Tx tx, int hub) {
    return tx.query(LIST, PartitionDao::map, hub);
  }

  /**
   * Locks the partition until the transaction ends. Whoever writes to a partition's instances holds
   * this lock, and takes several in the order of their ids; only finished ones may be deleted
   * without it.
   */
  public PartitionRow lock(Tx tx, int hub, int id) {
    return tx.query(LOCK, PartitionDao::map, hub, id).get(0);
  }

  /** Takes the partition; false when it has changed hands since {@code epoch} was read. */
  public boolean claim(Tx tx, int hub, int id, long epoch, long newOwner) {
    return tx.update(CLAIM, newOwner, hub, id, epoch) == 1;
  }

  /** Gives the partition up if it is still held under this epoch. */
  public void release(Tx tx, int hub, PartitionRow held) {
    tx.update(RELEASE, hub, held.id(), held.owner(), held.epoch());
  }

  /** Makes every commit of the present owner fail until it has read the partition anew. */
  public void fence(Tx tx, int hub, int id) {
    tx.update(FENCE, hub, id);
  }

  private static PartitionRow map(ResultSet row) throws SQLException {
    long owner = row.getLong("owner");
    return new PartitionRow(row.getInt("id"), row.wasNull() ? null : owner, row.getLong("epoch"));
  }
}
