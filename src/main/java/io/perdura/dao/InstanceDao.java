package io.perdura.dao;

import io.perdura.history.HistoryJson;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceRow;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Table {@code instances}. */
public final class InstanceDao {

  private static final String COLUMNS =
      """
      SELECT i.instance_key, i.partition_id, i.instance_id, i.name, i.runtime_status, i.in_flight,
             i.version, i.tags, i.waiting_reason, i.input, i.custom_status, i.output,
             i.created_time, i.updated_time
        FROM instances i
      """;

  private static final String FIND_BY_ID = COLUMNS + " WHERE i.hub = ? AND i.instance_id IN (:ids)";

  private static final String FIND_BY_KEY = COLUMNS + " WHERE i.instance_key IN (:ids)";

  private static final String FIND_IN_FLIGHT =
      COLUMNS
          + """
             WHERE i.hub = ? AND i.runtime_status IN (0, 2, 6, 7) -- the live ones
               AND i.in_flight = 1 AND i.partition_id = ?
            """;

  private static final String FIND_LIVE =
      """
      SELECT 1 FROM instances
       WHERE instance_key = ? AND runtime_status IN (0, 2, 6, 7) -- the live ones
      """;

  private static final String LOCK =
      """
      SELECT instance_key, partition_id, runtime_status, name, created_time FROM instances
       WHERE instance_key IN (:ids) FOR UPDATE
      """;

  private static final String INSERT =
      """
      INSERT INTO instances (instance_key, hub, partition_id, instance_id, name, runtime_status,
             in_flight, version, tags, waiting_reason, created_time, updated_time, input,
             custom_status, output)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** One statement for many rows, each with its own values; all of them are there. */
  private static final String UPDATE_PRESENT =
      """
      INSERT INTO instances (instance_key, hub, partition_id, instance_id, name, runtime_status,
             in_flight, waiting_reason, created_time, updated_time, custom_status, output)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE runtime_status = VALUES(runtime_status),
             in_flight = VALUES(in_flight), waiting_reason = VALUES(waiting_reason),
             updated_time = VALUES(updated_time),
             custom_status = VALUES(custom_status), output = VALUES(output)
      """;

  private static final String UPDATE_INPUT =
      "UPDATE instances SET input = ? WHERE instance_key = ?";

  private static final String DELETE = "DELETE FROM instances WHERE instance_key = ?";

  private static final String DELETE_MANY = "DELETE FROM instances WHERE instance_key IN (:ids)";

  private final HistoryJson json;

  public InstanceDao(HistoryJson json) {
    this.json = json;
  }

  public List<InstanceRow> findByIds(Tx tx, int hub, Collection<String> instanceIds) {
    return tx.queryByIds(
        FIND_BY_ID, this::map, instanceIds.stream().map(InstanceDao::bytes).toList(), hub);
  }

  public List<InstanceRow> findByKeys(Tx tx, List<Long> keys) {
    return tx.queryByIds(FIND_BY_KEY, this::map, keys);
  }

  /** Whether the run is there and has not ended. */
  public boolean isLive(Tx tx, long key) {
    return !tx.query(FIND_LIVE, row -> true, key).isEmpty();
  }

  /** Live instances of a partition that wait for the result of an activity. */
  public List<InstanceRow> findInFlight(Tx tx, int hub, int partition) {
    return tx.query(FIND_IN_FLIGHT, this::map, hub, partition);
  }

  /** Those of these runs that are there; they stay as they are until the transaction ends. */
  List<LockedRun> lock(Tx tx, List<Long> keys) {
    return tx.queryByIds(
        LOCK,
        row ->
            new LockedRun(
                row.getLong("instance_key"),
                row.getInt("partition_id"),
                OrchestrationRuntimeStatus.ofCode(row.getInt("runtime_status")),
                row.getString("name"),
                Tx.instant(row, "created_time")),
        keys);
  }

  /** Those of these runs that have finished; they stay so until the transaction ends. */
  public List<Long> lockFinished(Tx tx, List<Long> keys) {
    return lock(tx, keys).stream()
        .filter(run -> run.status().isTerminal())
        .map(LockedRun::key)
        .toList();
  }

  void insert(Tx tx, int hub, Collection<InstanceRow> rows) {
    tx.batch(
        INSERT,
        rows,
        r ->
            new Object[] {
              r.key(),
              hub,
              r.partition(),
              bytes(r.instanceId()),
              r.name(),
              r.status().code(),
              r.inFlight() ? 1 : 0,
              r.version(),
              json.writeTags(r.tags()),
              r.waitingReason(),
              r.createdTime(),
              r.lastUpdatedTime(),
              r.input(),
              r.customStatus(),
              r.output()
            });
  }

  /**
   * Writes what may change in the course of a run, for rows that are certainly there: those of live
   * runs, seen by their partition's owner under the partition's lock. Costs the driver and the
   * server a fraction of as many single updates.
   */
  void updatePresent(Tx tx, int hub, Collection<InstanceRow> rows) {
    tx.batch(
        UPDATE_PRESENT,
        rows,
        r ->
            new Object[] {
              r.key(),
              hub,
              r.partition(),
              bytes(r.instanceId()),
              r.name(),
              r.status().code(),
              r.inFlight() ? 1 : 0,
              r.waitingReason(),
              r.createdTime(),
              r.lastUpdatedTime(),
              r.customStatus(),
              r.output()
            });
  }

  /** Writes the input anew, for runs that continued as new. */
  public void updateInput(Tx tx, Collection<InstanceRow> rows) {
    tx.batch(UPDATE_INPUT, rows, r -> new Object[] {r.input(), r.key()});
  }

  void delete(Tx tx, Collection<Long> keys) {
    tx.batch(DELETE, keys, key -> new Object[] {key});
  }

  /**
   * As {@link #delete}, with fewer statements. In a small table it may wait for rows of other
   * partitions, so it is not for those who are in a hurry.
   */
  void deleteMany(Tx tx, List<Long> keys) {
    tx.updateByIds(DELETE_MANY, keys);
  }

  static byte[] bytes(String instanceId) {
    return instanceId.getBytes(StandardCharsets.UTF_8);
  }

  private InstanceRow map(ResultSet row) throws SQLException {
    return new InstanceRow(
        row.getLong("instance_key"),
        row.getInt("partition_id"),
        new String(row.getBytes("instance_id"), StandardCharsets.UTF_8),
        row.getString("name"),
        OrchestrationRuntimeStatus.ofCode(row.getInt("runtime_status")),
        row.getInt("in_flight") == 1,
        row.getString("version"),
        json.readTags(row.getString("tags")),
        row.getString("waiting_reason"),
        row.getString("input"),
        row.getString("custom_status"),
        row.getString("output"),
        Tx.instant(row, "created_time"),
        Tx.instant(row, "updated_time"));
  }
}
