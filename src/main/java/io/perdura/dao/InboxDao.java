package io.perdura.dao;

import io.perdura.history.HistoryEvent;
import io.perdura.history.HistoryJson;
import io.perdura.taskhub.InboxMessage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Table {@code inbox}. */
public final class InboxDao {

  private static final String INSERT =
      """
      INSERT INTO inbox (hub, partition_id, instance_key, receiver_id, due_time, event)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String FIND =
      """
      SELECT sequence_no, instance_key, receiver_id, event FROM inbox
       WHERE hub = ? AND due_time IS NULL AND partition_id = ? AND sequence_no > ?
       ORDER BY sequence_no LIMIT ?
      """;

  private static final String FIND_DUE =
      """
      SELECT sequence_no, instance_key, receiver_id, due_time, event FROM inbox
       WHERE hub = ? AND due_time <= ? AND partition_id = ? ORDER BY due_time, sequence_no LIMIT ?
      """;

  private static final String FIND_DUE_BEHIND =
      """
      SELECT sequence_no, instance_key, receiver_id, due_time, event FROM inbox
       WHERE hub = ? AND due_time <= ? AND partition_id = ?
         AND due_time >= ? AND (due_time > ? OR sequence_no > ?)
       ORDER BY due_time, sequence_no LIMIT ?
      """;

  private static final String WAITING =
      """
      SELECT partition_id, MAX(sequence_no) AS newest FROM inbox
       WHERE hub = ? AND (due_time IS NULL OR due_time <= ?) GROUP BY partition_id
      """;

  private static final String PRESENT = "SELECT sequence_no FROM inbox WHERE sequence_no IN (:ids)";

  private static final String DELETE = "DELETE FROM inbox WHERE sequence_no = ?";

  private final HistoryJson json;

  public InboxDao(HistoryJson json) {
    this.json = json;
  }

  /** Stores messages. */
  public void insert(Tx tx, int hub, Collection<InboxMessage> messages) {
    tx.batch(
        INSERT,
        messages,
        m ->
            new Object[] {
              hub,
              m.partition(),
              m.instanceKey(),
              m.receiverId() == null ? null : InstanceDao.bytes(m.receiverId()),
              m.dueTime(),
              json.writeEvent(m.event())
            });
  }

  /** The oldest messages of a partition behind the one with this sequence. */
  public List<InboxMessage> find(Tx tx, int hub, int partition, long behind, int limit) {
    return tx.query(FIND, row -> message(row, partition, null), hub, partition, behind, limit);
  }

  /**
   * Messages of a partition that were to wait until a time which has come, earliest first.
   *
   * @param last they are behind this one in that order, which need not be there any more; null for
   *     the first ones
   */
  public List<InboxMessage> findDue(
      Tx tx, int hub, int partition, Instant now, InboxMessage last, int limit) {
    Tx.RowMapper<InboxMessage> due = row -> message(row, partition, Tx.instant(row, "due_time"));
    if (last == null) {
      return tx.query(FIND_DUE, due, hub, now, partition, limit);
    }
    Instant from = last.dueTime();
    return tx.query(FIND_DUE_BEHIND, due, hub, now, partition, from, from, last.sequence(), limit);
  }

  private InboxMessage message(ResultSet row, int partition, Instant dueTime) throws SQLException {
    return new InboxMessage(
        row.getLong("sequence_no"),
        row.getLong("instance_key"),
        text(row.getBytes("receiver_id")),
        partition,
        dueTime,
        event(row.getString("event")));
  }

  private HistoryEvent event(String stored) {
    try {
      return json.readEvent(stored);
    } catch (UncheckedIOException unreadable) {
      return null;
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The partitions that have messages, each with the sequence of its newest one. */
  public Map<Integer, Long> waitingPartitions(Tx tx, int hub, Instant now) {
    Map<Integer, Long> newest = new HashMap<>();
    tx.query(
        WAITING, row -> newest.put(row.getInt("partition_id"), row.getLong("newest")), hub, now);
    return newest;
  }

  /** Whether any of these messages is still there. */
  public boolean isAnyPresent(Tx tx, List<Long> sequences) {
    return !tx.queryByIds(PRESENT, row -> row.getLong("sequence_no"), sequences).isEmpty();
  }

  public void delete(Tx tx, Collection<Long> sequences) {
    tx.batch(DELETE, sequences, sequence -> new Object[] {sequence});
  }
}
