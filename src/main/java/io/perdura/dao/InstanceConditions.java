package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.PagePosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a filter means for one index: the ranges to read of it, and what to check of their rows. */
final class InstanceConditions {

  /** Matches everything, as a place to add conditions to. */
  private static final String TRUE = "1 = 1";

  private final int hub;
  private final InstanceIndex index;
  private final InstanceFilter filter;

  InstanceConditions(int hub, InstanceIndex index, InstanceFilter filter) {
    this.hub = hub;
    this.index = index;
    this.filter = filter;
  }

  /** Disjoint ranges of the index, each of which is in the index's order. */
  List<Conditions> ranges() {
    List<Conditions> ranges = new ArrayList<>();
    for (Conditions status : statuses()) {
      switch (index.by()) {
        case INSTANCE_ID -> ranges.addAll(prefixRanges(status));
        case CREATED_TIME -> ranges.add(andCreatedTime(status));
        case LAST_UPDATED_TIME -> ranges.add(status);
      }
    }
    return ranges;
  }

  private List<Conditions> statuses() {
    if (!index.byStatus()) {
      return List.of(new Conditions("i.hub = ?", hub));
    }
    return filter.statuses().stream()
        .map(OrchestrationRuntimeStatus::code)
        .sorted()
        .map(code -> new Conditions("i.hub = ? AND i.runtime_status = ?", hub, code))
        .toList();
  }

  private List<Conditions> prefixRanges(Conditions status) {
    if (filter.idPrefixes().isEmpty()) {
      return List.of(status);
    }
    return filter.idPrefixes().stream()
        .map(
            prefix ->
                status
                    .copy()
                    .and("i.instance_id >= ?", InstanceDao.bytes(prefix))
                    .and("i.instance_id < ?", behindAllWith(prefix)))
        .toList();
  }

  /** UTF-8 has no byte 0xFF, so the last byte can always be raised. */
  static byte[] behindAllWith(String prefix) {
    byte[] bytes = InstanceDao.bytes(prefix);
    byte[] behind = Arrays.copyOf(bytes, bytes.length);
    behind[behind.length - 1]++;
    return behind;
  }

  private Conditions andCreatedTime(Conditions conditions) {
    if (filter.createdTimeFrom() != null) {
      conditions.and("i.created_time >= ?", roundedUp(filter.createdTimeFrom()));
    }
    if (filter.createdTimeTo() != null) {
      conditions.and("i.created_time <= ?", cut(filter.createdTimeTo()));
    }
    return conditions;
  }

  /** The database keeps microseconds, and would round the bound either way. */
  static Instant roundedUp(Instant time) {
    Instant truncated = cut(time);
    return truncated.equals(time) ? time : truncated.plus(1, ChronoUnit.MICROS);
  }

  /** As the database keeps it. */
  static Instant cut(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** What the ranges leave to be checked. */
  Conditions rest() {
    Conditions rest = new Conditions(TRUE);
    if (index.by() != InstanceOrder.By.CREATED_TIME) {
      andCreatedTime(rest);
    }
    if (index.by() != InstanceOrder.By.INSTANCE_ID && !filter.idPrefixes().isEmpty()) {
      rest.and(
          filter.idPrefixes().stream()
              .map(prefix -> "(i.instance_id >= ? AND i.instance_id < ?)")
              .collect(Collectors.joining(" OR ", "(", ")")),
          filter.idPrefixes().stream()
              .flatMap(prefix -> List.of(InstanceDao.bytes(prefix), behindAllWith(prefix)).stream())
              .toArray());
    }
    if (filter.name() != null) {
      rest.and("LOWER(i.name) = ?", filter.name().toLowerCase(Locale.ROOT));
    }
    return rest;
  }

  /** Adds that a row stands behind {@code position}. */
  static void behind(Conditions conditions, InstanceOrder order, PagePosition position) {
    String beyond = order.descending() ? "<" : ">";
    if (position instanceof PagePosition.ById id) {
      conditions.and("i.instance_id " + beyond + " ?", InstanceDao.bytes(id.instanceId()));
    } else if (position instanceof PagePosition.ByTime time) {
      expanded(conditions, InstanceIndex.column(order.by()), beyond, beyond, time);
    }
  }

  /** Adds that a row does not stand behind {@code position}. */
  static void upTo(Conditions conditions, InstanceOrder order, PagePosition position) {
    String before = order.descending() ? ">" : "<";
    if (position instanceof PagePosition.ById id) {
      conditions.and("i.instance_id " + before + "= ?", InstanceDao.bytes(id.instanceId()));
    } else if (position instanceof PagePosition.ByTime time) {
      expanded(conditions, InstanceIndex.column(order.by()), before, before + "=", time);
    }
  }

  /** Databases do not read {@code (a, b) > (?, ?)} as a range of an index, but this they do. */
  private static void expanded(
      Conditions conditions,
      String column,
      String beyond,
      String beyondKey,
      PagePosition.ByTime position) {
    conditions.and(
        "%1$s %2$s= ? AND (%1$s %2$s ? OR i.instance_key %3$s ?)"
            .formatted(column, beyond, beyondKey),
        position.time(),
        position.time(),
        position.key());
  }
}
