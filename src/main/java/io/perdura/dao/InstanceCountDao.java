package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Table {@code instance_counts}. */
public final class InstanceCountDao {

  private static final String ADD =
      """
      INSERT INTO instance_counts (hub, runtime_status, created_day, name, partition_id, instances)
      VALUES (?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE instances = instances + VALUES(instances)
      """;

  private static final String DELETE_EMPTY =
      """
      DELETE FROM instance_counts
       WHERE hub = ? AND runtime_status = ? AND created_day = ? AND name = ? AND partition_id = ?
         AND instances = 0
      """;

  private static final int FEW_ROWS = 128;

  private static final String SUM =
      """
      SELECT COUNT(*) AS row_count, COALESCE(SUM(counted.instances), 0) AS instances
        FROM (SELECT c.instances FROM instance_counts c WHERE %s LIMIT ?) counted
      """;

  /** Writes the changes as the last thing of a transaction, so that others need not wait long. */
  void add(Tx tx, int hub, CountChanges changes) {
    List<Map.Entry<CountChanges.Group, Long>> all = List.copyOf(changes.byGroup().entrySet());
    addAll(tx, hub, all);
    // those of live ones are few, and soon needed again
    tx.batch(
        DELETE_EMPTY,
        all.stream().filter(c -> c.getValue() < 0 && !c.getKey().isLive()).toList(),
        change -> parameters(hub, change.getKey()));
  }

  /** H2 finds a row that another transaction is about to delete, and then none to change. */
  private static void addAll(Tx tx, int hub, List<Map.Entry<CountChanges.Group, Long>> all) {
    List<Map.Entry<CountChanges.Group, Long>> left = all;
    while (!left.isEmpty()) {
      left = tx.batch(ADD, left, change -> parameters(hub, change.getKey(), change.getValue()));
    }
  }

  private static Object[] parameters(int hub, CountChanges.Group group, Object... further) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(hub);
    parameters.add(group.status().code());
    parameters.add(group.day());
    parameters.add(group.name());
    parameters.add(group.partition());
    parameters.addAll(List.of(further));
    return parameters.toArray();
  }

  /**
   * How many instances have one of these statuses.
   *
   * @param name their name in any letter case, or null for all
   * @param cap counting may stop behind this
   */
  long count(Tx tx, int hub, Set<OrchestrationRuntimeStatus> statuses, String name, long cap) {
    return sum(tx, conditions(hub, statuses, name), cap);
  }

  /**
   * How many finished instances were created on these days and have one of these statuses.
   *
   * @param name their name in any letter case, or null for all
   * @param after exclusive, or null
   * @param before exclusive, or null
   * @param cap counting may stop behind this
   */
  long countFinished(
      Tx tx,
      int hub,
      Set<OrchestrationRuntimeStatus> finished,
      String name,
      LocalDate after,
      LocalDate before,
      long cap) {
    Conditions conditions = conditions(hub, finished, name);
    if (after != null) {
      conditions.and("c.created_day > ?", after);
    }
    if (before != null) {
      conditions.and("c.created_day < ?", before);
    }
    return sum(tx, conditions, cap);
  }

  private static Conditions conditions(
      int hub, Set<OrchestrationRuntimeStatus> statuses, String name) {
    String places = String.join(", ", Collections.nCopies(statuses.size(), "?"));
    Conditions conditions = new Conditions("c.instances > 0 AND c.hub = ?", hub);
    conditions.and(
        "c.runtime_status IN (" + places + ")",
        statuses.stream().map(OrchestrationRuntimeStatus::code).sorted().toArray());
    return name == null
        ? conditions
        : conditions.and("LOWER(c.name) = ?", name.toLowerCase(Locale.ROOT));
  }

  /**
   * Each row stands for one instance or more, and most of them for so many that a few are enough.
   */
  private static long sum(Tx tx, Conditions conditions, long cap) {
    Sum few = sumOfRows(tx, conditions, FEW_ROWS);
    return few.rows() < FEW_ROWS || few.instances() > cap
        ? few.instances()
        : sumOfRows(tx, conditions, cap + 1).instances();
  }

  private record Sum(long rows, long instances) {}

  private static Sum sumOfRows(Tx tx, Conditions conditions, long most) {
    List<Object> parameters = new ArrayList<>(conditions.parameters());
    parameters.add(most);
    return tx.query(
            SUM.formatted(conditions.sql()),
            row -> new Sum(row.getLong("row_count"), row.getLong("instances")),
            parameters.toArray())
        .get(0);
  }
}
