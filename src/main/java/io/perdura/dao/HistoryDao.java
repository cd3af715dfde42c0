package io.perdura.dao;

import io.perdura.history.HistoryJson;
import io.perdura.taskhub.HistoryRow;
import java.util.Collection;
import java.util.List;

/** Table {@code history}. */
public final class HistoryDao {

  private static final String INSERT =
      "INSERT INTO history (instance_key, turn, turn_time, events) VALUES (?, ?, ?, ?)";

  private static final String FIND =
      """
      SELECT instance_key, turn, turn_time, events FROM history
       WHERE instance_key IN (:ids) ORDER BY instance_key, turn
      """;

  private static final String EXISTS =
      "SELECT turn FROM history WHERE instance_key = ? AND turn = ? AND turn_time = ?";

  private static final String REPLACE =
      "UPDATE history SET events = ? WHERE instance_key = ? AND turn = ?";

  private static final String DELETE_BEFORE =
      "DELETE FROM history WHERE instance_key = ? AND turn < ?";

  private static final String DELETE = "DELETE FROM history WHERE instance_key = ?";

  private static final String DELETE_MANY = "DELETE FROM history WHERE instance_key IN (:ids)";

  private final HistoryJson json;

  public HistoryDao(HistoryJson json) {
    this.json = json;
  }

  public void insert(Tx tx, Collection<HistoryRow> rows) {
    tx.batch(
        INSERT,
        rows,
        row ->
            new Object[] {row.instanceKey(), row.turn(), row.time(), json.writeTurn(row.events())});
  }

  /** Writes other events into turns that are there. */
  public void replace(Tx tx, Collection<HistoryRow> rows) {
    tx.batch(
        REPLACE,
        rows,
        row -> new Object[] {json.writeTurn(row.events()), row.instanceKey(), row.turn()});
  }

  /** Deletes the turns before each of these. */
  public void deleteBefore(Tx tx, Collection<HistoryRow> rows) {
    tx.batch(DELETE_BEFORE, rows, row -> new Object[] {row.instanceKey(), row.turn()});
  }

  /** All turns of these runs; those of one run in order. */
  public List<HistoryRow> find(Tx tx, List<Long> instanceKeys) {
    return tx.queryByIds(
        FIND,
        row ->
            new HistoryRow(
                row.getLong("instance_key"),
                row.getInt("turn"),
                Tx.instant(row, "turn_time"),
                json.readTurn(row.getString("events"))),
        instanceKeys);
  }

  /** Whether this very turn has been committed, and not another of its number. */
  public boolean exists(Tx tx, HistoryRow row) {
    return !tx.query(EXISTS, r -> r.getInt("turn"), row.instanceKey(), row.turn(), row.time())
        .isEmpty();
  }

  /** As {@link #delete}, with fewer statements, for those who are in no hurry. */
  void deleteMany(Tx tx, List<Long> instanceKeys) {
    tx.updateByIds(DELETE_MANY, instanceKeys);
  }

  public void delete(Tx tx, Collection<Long> instanceKeys) {
    tx.batch(DELETE, instanceKeys, key -> new Object[] {key});
  }
}
