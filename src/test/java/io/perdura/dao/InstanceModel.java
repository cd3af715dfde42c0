package io.perdura.dao;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the filters and orders of a listing mean, told in the simplest way. */
final class InstanceModel {

  private InstanceModel() {}

  static List<Long> keys(List<InstanceRow> rows, InstanceFilter filter, InstanceOrder order) {
    Comparator<InstanceRow> ascending = ascending(order.by());
    return rows.stream()
        .filter(row -> matches(row, filter))
        .sorted(order.descending() ? ascending.reversed() : ascending)
        .map(InstanceRow::key)
        .toList();
  }

  private static boolean matches(InstanceRow row, InstanceFilter filter) {
    return (filter.createdTimeFrom() == null
            || !row.createdTime().isBefore(filter.createdTimeFrom()))
        && (filter.createdTimeTo() == null || !row.createdTime().isAfter(filter.createdTimeTo()))
        && filter.statuses().contains(row.status())
        && (filter.idPrefixes().isEmpty()
            || filter.idPrefixes().stream().anyMatch(row.instanceId()::startsWith))
        && (filter.name() == null || row.name().equalsIgnoreCase(filter.name()));
  }

  private static Comparator<InstanceRow> ascending(InstanceOrder.By by) {
    return switch (by) {
      case INSTANCE_ID -> (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));
      case CREATED_TIME ->
          Comparator.comparing(InstanceRow::createdTime).thenComparing(InstanceRow::key);
      case LAST_UPDATED_TIME ->
          Comparator.comparing(InstanceRow::lastUpdatedTime).thenComparing(InstanceRow::key);
    };
  }

  private static byte[] bytes(InstanceRow row) {
    return row.instanceId().getBytes(StandardCharsets.UTF_8);
  }
}
