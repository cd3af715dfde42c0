package io.perdura.dao;

import static io.perdura.orchestration.OrchestrationRuntimeStatus.COMPLETED;
import static io.perdura.orchestration.OrchestrationRuntimeStatus.FAILED;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.PagePosition;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** An index of table {@code instances} that searches walk along. */
enum InstanceIndex {
  ID("uq_instances_id", InstanceOrder.By.INSTANCE_ID, false),
  STATUS_ID("ix_instances_status_id", InstanceOrder.By.INSTANCE_ID, true),
  STATUS_CREATED("ix_instances_status_created", InstanceOrder.By.CREATED_TIME, true),
  STATUS_UPDATED("ix_instances_status_updated", InstanceOrder.By.LAST_UPDATED_TIME, true);

  private final String table;
  private final InstanceOrder.By by;
  private final boolean byStatus;

  InstanceIndex(String name, InstanceOrder.By by, boolean byStatus) {
    this.table = " FROM instances i USE INDEX (" + name + ")";
    this.by = by;
    this.byStatus = byStatus;
  }

  /** The index that has what {@code filter} matches in this order. */
  static InstanceIndex of(InstanceOrder.By by, InstanceFilter filter) {
    return switch (by) {
      case INSTANCE_ID -> asksForIdsOnly(filter) ? ID : STATUS_ID;
      case CREATED_TIME -> STATUS_CREATED;
      case LAST_UPDATED_TIME -> STATUS_UPDATED;
    };
  }

  private static boolean asksForIdsOnly(InstanceFilter filter) {
    return filter.hasAllStatuses() && !filter.hasCreatedTime() && filter.name() == null;
  }

  /**
   * The filter in parts to be read one after the other. The first is where most matches are, and so
   * often spares the database most of the others.
   */
  List<InstanceFilter> parts(InstanceFilter filter) {
    if (!byStatus || filter.statuses().size() == 1) {
      return List.of(filter);
    }
    return Stream.of(COMPLETED, FAILED)
        .filter(filter.statuses()::contains)
        .findFirst()
        .map(
            most ->
                List.of(
                    filter.withStatuses(status -> status == most),
                    filter.withStatuses(status -> status != most)))
        .orElse(List.of(filter));
  }

  InstanceOrder.By by() {
    return by;
  }

  InstanceOrder ascending() {
    return new InstanceOrder(by, false);
  }

  /** Whether rows in its ranges may still fail the filter. */
  boolean leavesRest(InstanceFilter filter) {
    boolean leavesTime = by != InstanceOrder.By.CREATED_TIME && filter.hasCreatedTime();
    boolean leavesId = by != InstanceOrder.By.INSTANCE_ID && !filter.idPrefixes().isEmpty();
    return leavesTime || leavesId || filter.name() != null;
  }

  /** Whether its ranges are of one status each. */
  boolean byStatus() {
    return byStatus;
  }

  /** The FROM clause that makes the database use it. */
  String from() {
    return table;
  }

  static String column(InstanceOrder.By by) {
    return switch (by) {
      case INSTANCE_ID -> "i.instance_id";
      case CREATED_TIME -> "i.created_time";
      case LAST_UPDATED_TIME -> "i.updated_time";
    };
  }

  /** The ORDER BY clause. */
  static String orderBy(InstanceOrder order) {
    String direction = order.descending() ? " DESC" : "";
    String first = " ORDER BY " + column(order.by()) + direction;
    return order.by() == InstanceOrder.By.INSTANCE_ID
        ? first
        : first + ", i.instance_key" + direction;
  }

  /** Reads a row of {@code instance_key, partition_id} and the ordering column as {@code place}. */
  static FoundInstance found(ResultSet row, InstanceOrder.By by) throws SQLException {
    long key = row.getLong("instance_key");
    PagePosition position =
        by == InstanceOrder.By.INSTANCE_ID
            ? new PagePosition.ById(new String(row.getBytes("place"), StandardCharsets.UTF_8))
            : new PagePosition.ByTime(Tx.instant(row, "place"), key);
    return new FoundInstance(key, row.getInt("partition_id"), position);
  }
}
