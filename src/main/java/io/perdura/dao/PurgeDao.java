package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.PurgeRow;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Table {@code purges}. */
public final class PurgeDao {

  private static final String INSERT =
      """
      INSERT INTO purges (hub, state, created_from, created_to, statuses, id_prefixes, name,
             deleted, requested_time, updated_time)
      VALUES (?, 'RUNNING', ?, ?, ?, ?, ?, 0, ?, ?)
      """;

  private static final String COLUMNS =
      """
      SELECT id, state, created_from, created_to, statuses, id_prefixes, name, deleted,
             requested_time, updated_time
        FROM purges
      """;

  private static final String FIND = COLUMNS + " WHERE hub = ? AND id = ?";

  private static final String NEXT =
      COLUMNS
          + """
             WHERE hub = ? AND state = 'RUNNING' AND (claimed_by IS NULL OR claimed_by = ?)
             ORDER BY id LIMIT 1
            """;

  private static final String CLAIM =
      """
      UPDATE purges SET claimed_by = ?
       WHERE id = ? AND state = 'RUNNING' AND (claimed_by IS NULL OR claimed_by = ?)
      """;

  private static final String LOCK =
      COLUMNS + " WHERE id = ? AND state = 'RUNNING' AND claimed_by = ? FOR UPDATE";

  private static final String ADD =
      "UPDATE purges SET deleted = deleted + ?, updated_time = ? WHERE id = ?";

  private static final String END =
      """
      UPDATE purges SET state = ?, updated_time = ?, claimed_by = NULL
       WHERE id = ? AND state = 'RUNNING' AND claimed_by = ?
      """;

  private static final String CANCEL =
      """
      UPDATE purges SET state = 'CANCELED', updated_time = ?, claimed_by = NULL
       WHERE hub = ? AND id = ? AND state = 'RUNNING'
      """;

  private static final String RELEASE =
      "UPDATE purges SET claimed_by = NULL WHERE hub = ? AND claimed_by = ?";

  private static final String DELETE_ENDED =
      "DELETE FROM purges WHERE hub = ? AND state <> 'RUNNING' AND updated_time < ?";

  /** Adds a purge, for whichever node takes it, and returns its id. */
  public long insert(Tx tx, int hub, InstanceFilter filter, Instant now) {
    return tx.insertAndReturnKey(
        INSERT,
        hub,
        InstanceConditions.roundedUp(filter.createdTimeFrom()),
        InstanceConditions.cut(filter.createdTimeTo()),
        filter.statuses().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
        filter.idPrefixes().stream().map(PurgeDao::encode).collect(Collectors.joining(",")),
        filter.name(),
        now,
        now);
  }

  public Optional<PurgeRow> find(Tx tx, int hub, long id) {
    return tx.query(FIND, PurgeDao::map, hub, id).stream().findFirst();
  }

  /** The oldest purge that this node has or can have. */
  public Optional<PurgeRow> next(Tx tx, int hub, long node) {
    return tx.query(NEXT, PurgeDao::map, hub, node).stream().findFirst();
  }

  /** Takes a purge; false when another node has it or it has ended. */
  public boolean claim(Tx tx, long id, long node) {
    return tx.update(CLAIM, node, id, node) == 1;
  }

  /** Locks the purge until the transaction ends; false when the node has lost it. */
  public boolean lock(Tx tx, long id, long node) {
    return !tx.query(LOCK, PurgeDao::map, id, node).isEmpty();
  }

  /** Counts what was deleted. */
  public void add(Tx tx, long id, int deleted, Instant now) {
    tx.update(ADD, deleted, now, id);
  }

  /** Ends the node's purge. */
  public void end(Tx tx, long id, long node, PurgeRow.State state, Instant now) {
    tx.update(END, state.name(), now, id, node);
  }

  /** Ends the purge if it has not ended yet. */
  public void cancel(Tx tx, int hub, long id, Instant now) {
    tx.update(CANCEL, now, hub, id);
  }

  /** Leaves to others what a node had that has stopped. */
  public void release(Tx tx, int hub, long node) {
    tx.update(RELEASE, hub, node);
  }

  /** Forgets purges that ended before {@code time}. */
  public void deleteEnded(Tx tx, int hub, Instant time) {
    tx.update(DELETE_ENDED, hub, time);
  }

  private static String encode(String prefix) {
    return URLEncoder.encode(prefix, StandardCharsets.UTF_8);
  }

  private static PurgeRow map(ResultSet row) throws SQLException {
    InstanceFilter filter =
        new InstanceFilter(
            Tx.instant(row, "created_from"),
            Tx.instant(row, "created_to"),
            items(row.getString("statuses"))
                .map(OrchestrationRuntimeStatus::valueOf)
                .collect(Collectors.toSet()),
            prefixes(row.getString("id_prefixes")),
            row.getString("name"));
    return new PurgeRow(
        row.getLong("id"),
        filter,
        PurgeRow.State.valueOf(row.getString("state")),
        row.getLong("deleted"),
        Tx.instant(row, "requested_time"),
        Tx.instant(row, "updated_time"));
  }

  private static List<String> prefixes(String encoded) {
    return items(encoded).map(prefix -> URLDecoder.decode(prefix, StandardCharsets.UTF_8)).toList();
  }

  private static Stream<String> items(String list) {
    return Stream.of(list.split(",")).filter(item -> !item.isEmpty());
  }
}
