package io.perdura.dao;

import io.perdura.taskhub.TimerRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Table {@code timers}. */
public final class TimerDao {

  private static final String INSERT =
      """
      INSERT INTO timers (instance_key, timer_id, hub, partition_id, fire_at)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String FIND_DUE =
      """
      SELECT instance_key, timer_id, partition_id, fire_at FROM timers
       WHERE hub = ? AND partition_id = ? AND fire_at > ? AND fire_at <= ? ORDER BY fire_at
      """;

  private static final String DELETE = "DELETE FROM timers WHERE instance_key = ? AND timer_id = ?";

  private static final String DELETE_ALL = "DELETE FROM timers WHERE instance_key = ?";

  public void insert(Tx tx, int hub, Collection<TimerRow> timers) {
    tx.batch(
        INSERT,
        timers,
        t -> new Object[] {t.instanceKey(), t.timerId(), hub, t.partition(), t.fireAt()});
  }

  /**
   * Timers of a partition that fire after {@code after} and up to {@code until}, earliest first.
   */
  public List<TimerRow> findDue(Tx tx, int hub, int partition, Instant after, Instant until) {
    return tx.query(
        FIND_DUE,
        row ->
            new TimerRow(
                row.getLong("instance_key"),
                row.getInt("timer_id"),
                row.getInt("partition_id"),
                Tx.instant(row, "fire_at")),
        hub,
        partition,
        after,
        until);
  }

  public void delete(Tx tx, Collection<TimerRow> timers) {
    tx.batch(DELETE, timers, t -> new Object[] {t.instanceKey(), t.timerId()});
  }

  public void deleteAllOf(Tx tx, Collection<Long> instanceKeys) {
    tx.batch(DELETE_ALL, instanceKeys, key -> new Object[] {key});
  }
}
