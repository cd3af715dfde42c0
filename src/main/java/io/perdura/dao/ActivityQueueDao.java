package io.perdura.dao;

import io.perdura.history.HistoryJson;
import io.perdura.history.TaskScheduled;
import io.perdura.taskhub.QueuedTask;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Table {@code activity_queue}. */
public final class ActivityQueueDao {

  private static final String INSERT =
      """
      INSERT INTO activity_queue (instance_key, task_id, hub, partition_id, instance_id, task)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String COLUMNS =
      "SELECT instance_key, partition_id, instance_id, task FROM activity_queue";

  private static final String FIND_UNCLAIMED =
      COLUMNS
          + """
             WHERE hub = ? AND claimed_by IS NULL LIMIT ? FOR UPDATE SKIP LOCKED
            """;

  private static final String FIND_OF_PARTITION = COLUMNS + " WHERE hub = ? AND partition_id = ?";

  private static final String CLAIM =
      "UPDATE activity_queue SET claimed_by = ? WHERE instance_key = ? AND task_id = ?";

  private static final String RELEASE =
      "UPDATE activity_queue SET claimed_by = NULL WHERE hub = ? AND claimed_by = ?";

  private static final String RELEASE_TASK =
      """
      UPDATE activity_queue SET claimed_by = NULL
       WHERE instance_key = ? AND task_id = ? AND claimed_by = ?
      """;

  private static final String DELETE =
      "DELETE FROM activity_queue WHERE instance_key = ? AND task_id = ?";

  private static final String DELETE_ALL = "DELETE FROM activity_queue WHERE instance_key = ?";

  private final HistoryJson json;

  public ActivityQueueDao(HistoryJson json) {
    this.json = json;
  }

  public void insert(Tx tx, int hub, Collection<QueuedTask> tasks) {
    tx.batch(
        INSERT,
        tasks,
        t ->
            new Object[] {
              t.instanceKey(),
              t.task().eventId(),
              hub,
              t.partition(),
              InstanceDao.bytes(t.instanceId()),
              json.writeEvent(t.task())
            });
  }

  /** Takes up to {@code limit} tasks that no node runs, for this node. */
  public List<QueuedTask> claim(Tx tx, int hub, long node, int limit) {
    List<QueuedTask> tasks = tx.query(FIND_UNCLAIMED, this::map, hub, limit);
    tx.batch(CLAIM, tasks, t -> new Object[] {node, t.instanceKey(), t.task().eventId()});
    return tasks;
  }

  /** Makes what a node had claimed free for others. */
  public void release(Tx tx, int hub, long node) {
    tx.update(RELEASE, hub, node);
  }

  /** Makes those of these tasks free that a node has claimed. */
  public void release(Tx tx, Collection<QueuedTask> tasks, long node) {
    tx.batch(RELEASE_TASK, tasks, t -> new Object[] {t.instanceKey(), t.task().eventId(), node});
  }

  public List<QueuedTask> findOfPartition(Tx tx, int hub, int partition) {
    return tx.query(FIND_OF_PARTITION, this::map, hub, partition);
  }

  public void delete(Tx tx, Collection<QueuedTask> tasks) {
    tx.batch(DELETE, tasks, t -> new Object[] {t.instanceKey(), t.task().eventId()});
  }

  public void deleteAllOf(Tx tx, Collection<Long> instanceKeys) {
    tx.batch(DELETE_ALL, instanceKeys, key -> new Object[] {key});
  }

  private QueuedTask map(ResultSet row) throws SQLException {
    return new QueuedTask(
        row.getLong("instance_key"),
        row.getInt("partition_id"),
        new String(row.getBytes("instance_id"), StandardCharsets.UTF_8),
        (TaskScheduled) json.readEvent(row.getString("task")));
  }
}
