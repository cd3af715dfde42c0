package io.perdura.dao;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.EntityLock;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InstanceRow;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Table {@code entities}. */
public final class EntityDao {

  private static final String FIND =
      """
      SELECT e.entity_id, e.partition_id, e.last_operation_time, e.last_turn, e.lock_owner, e.lock_id,
             e.state
        FROM entities e
       WHERE e.hub = ? AND e.entity_id IN (:ids)
      """;

  private static final String LIST =
      """
      SELECT e.entity_id, e.partition_id, e.last_operation_time, e.last_turn, e.lock_owner, e.lock_id,
             CASE WHEN ? = 1 THEN e.state END AS state
        FROM entities e
      """;

  private static final String FIND_LOCKED =
      """
      SELECT e.entity_id, e.partition_id, e.last_operation_time, e.last_turn, e.lock_owner, e.lock_id,
             NULL AS state
        FROM entities e
       WHERE e.hub = ? AND e.lock_owner IN (:ids)
      """;

  /** As instances show them: such a row has no key and runs for good. */
  private static final String LIST_AS_INSTANCES =
      """
      SELECT e.entity_id, e.partition_id, e.created_time, e.last_operation_time, e.state
        FROM entities e
      """;

  private static final String COUNT = "SELECT COUNT(*) AS matching FROM (SELECT 1 FROM entities e";

  private static final String WRITE =
      """
      INSERT INTO entities (hub, entity_id, partition_id, created_time, last_operation_time,
             last_turn, lock_owner, lock_id, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE last_operation_time = VALUES(last_operation_time),
             last_turn = VALUES(last_turn), lock_owner = VALUES(lock_owner),
             lock_id = VALUES(lock_id), state = VALUES(state)
      """;

  private static final String DELETE = "DELETE FROM entities WHERE hub = ? AND entity_id = ?";

  public List<EntityRow> find(Tx tx, int hub, Collection<EntityInstanceId> ids) {
    return tx.queryByIds(FIND, EntityDao::map, ids.stream().map(EntityDao::bytes).toList(), hub);
  }

  /** The entities that these runs have locked, without their states. */
  public List<EntityRow> findLockedBy(Tx tx, int hub, Collection<Long> ownerKeys) {
    return tx.queryByIds(FIND_LOCKED, EntityDao::map, List.copyOf(ownerKeys), hub);
  }

  /**
   * @param parameters of {@code where}, behind one that says whether to read states: 1 or 0
   */
  List<EntityRow> list(Tx tx, String where, List<Object> parameters) {
    return tx.query(LIST + where, EntityDao::map, parameters.toArray());
  }

  /**
   * @param parameters of {@code where}
   */
  List<InstanceRow> listAsInstances(Tx tx, String where, List<Object> parameters) {
    return tx.query(LIST_AS_INSTANCES + where, EntityDao::mapAsInstance, parameters.toArray());
  }

  /** How many {@code where} finds; it has a limit. */
  long count(Tx tx, String where, List<Object> parameters) {
    return tx.query(COUNT + where + ") found", row -> row.getLong("matching"), parameters.toArray())
        .get(0);
  }

  /** Inserts rows, created by the operation they tell of, or replaces those that are there. */
  public void write(Tx tx, int hub, Collection<EntityRow> rows) {
    tx.batch(
        WRITE,
        rows,
        r ->
            new Object[] {
              hub,
              bytes(r.id()),
              r.partition(),
              r.lastOperationTime(),
              r.lastOperationTime(),
              r.lastTurn(),
              r.lock() == null ? null : r.lock().ownerKey(),
              r.lock() == null ? null : r.lock().lockId(),
              r.state()
            });
  }

  public void delete(Tx tx, int hub, Collection<EntityInstanceId> ids) {
    tx.batch(DELETE, ids, id -> new Object[] {hub, bytes(id)});
  }

  static byte[] bytes(EntityInstanceId id) {
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The id of these bytes; null for null. */
  static EntityInstanceId id(byte[] bytes) {
    return bytes == null ? null : EntityInstanceId.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  private static EntityRow map(ResultSet row) throws SQLException {
    return new EntityRow(
        id(row.getBytes("entity_id")),
        row.getInt("partition_id"),
        row.getString("state"),
        Tx.instant(row, "last_operation_time"),
        row.getLong("last_turn"),
        lock(row));
  }

  private static EntityLock lock(ResultSet row) throws SQLException {
    long owner = row.getLong("lock_owner");
    return row.wasNull() ? null : new EntityLock(owner, row.getInt("lock_id"));
  }

  private static InstanceRow mapAsInstance(ResultSet row) throws SQLException {
    EntityInstanceId id = id(row.getBytes("entity_id"));
    return new InstanceRow(
        0,
        row.getInt("partition_id"),
        id.toString(),
        id.instanceName(),
        OrchestrationRuntimeStatus.RUNNING,
        false,
        null,
        Map.of(),
        null,
        row.getString("state"),
        null,
        null,
        Tx.instant(row, "created_time"),
        Tx.instant(row, "last_operation_time"));
  }
}
