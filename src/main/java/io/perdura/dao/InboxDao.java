package io.perdura.dao;

import io.perdura.history.HistoryEvent;
import io.perdura.history.HistoryJson;
import io.perdura.taskhub.InboxMessage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Table {@code inbox}. */
public final class InboxDao {

  private static final String INSERT =
      """
      INSERT INTO inbox (hub, partition_id, instance_key, receiver_id, event) VALUES (?, ?, ?, ?, ?)
      """;

  private static final String FIND =
      """
      SELECT sequence_no, instance_key, receiver_id, event FROM inbox
       WHERE hub = ? AND partition_id = ? AND sequence_no > ? ORDER BY sequence_no LIMIT ?
      """;

  private static final String WAITING = "SELECT DISTINCT partition_id FROM inbox WHERE hub = ?";

  private static final String PRESENT = "SELECT sequence_no FROM inbox WHERE sequence_no IN (:ids)";

  private static final String DELETE = "DELETE FROM inbox WHERE sequence_no = ?";

  private final HistoryJson json;

  public InboxDao(HistoryJson json) {
    this.json = json;
  }

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
              json.writeEvent(m.event())
            });
  }

  /** The oldest messages of a partition behind the one with this sequence. */
  public List<InboxMessage> find(Tx tx, int hub, int partition, long behind, int limit) {
    return tx.query(
        FIND,
        row ->
            new InboxMessage(
                row.getLong("sequence_no"),
                row.getLong("instance_key"),
                text(row.getBytes("receiver_id")),
                partition,
                event(row.getString("event"))),
        hub,
        partition,
        behind,
        limit);
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

  /** Partitions that have messages. */
  public List<Integer> waitingPartitions(Tx tx, int hub) {
    return tx.query(WAITING, row -> row.getInt("partition_id"), hub);
  }

  /** Whether any of these messages is still there. */
  public boolean isAnyPresent(Tx tx, List<Long> sequences) {
    return !tx.queryByIds(PRESENT, row -> row.getLong("sequence_no"), sequences).isEmpty();
  }

  public void delete(Tx tx, Collection<Long> sequences) {
    tx.batch(DELETE, sequences, sequence -> new Object[] {sequence});
  }
}
