package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.PagePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The WHERE clause that finds entities for a query about instances: each is one that runs, was
 * created by its first operation and is named {@code @name}.
 */
final class EntitiesAsInstances {

  private final Conditions conditions;
  private String end = " LIMIT ?";

  private EntitiesAsInstances(int hub, InstanceFilter filter) {
    conditions = new Conditions("e.hub = ? AND e.state IS NOT NULL", hub);
    if (!filter.statuses().contains(OrchestrationRuntimeStatus.RUNNING)) {
      conditions.and("1 = 0");
    }
    andPrefixes(filter.idPrefixes());
    if (filter.createdTimeFrom() != null) {
      conditions.and("e.created_time >= ?", InstanceConditions.roundedUp(filter.createdTimeFrom()));
    }
    if (filter.createdTimeTo() != null) {
      conditions.and("e.created_time <= ?", InstanceConditions.cut(filter.createdTimeTo()));
    }
    if (filter.name() != null) {
      // a name that has no mark is no entity's
      String name = filter.name().toLowerCase(Locale.ROOT) + "@";
      conditions.and(
          "e.entity_id >= ? AND e.entity_id < ?",
          InstanceDao.bytes(name),
          InstanceConditions.behindAllWith(name));
    }
  }

  /**
   * The first ones in order of their ids.
   *
   * @param position only behind this, or null
   */
  static EntitiesAsInstances page(int hub, InstanceQuery query, PagePosition position, int most) {
    EntitiesAsInstances found = new EntitiesAsInstances(hub, query.filter());
    boolean descending = query.order().descending();
    if (position instanceof PagePosition.ById after) {
      found.conditions.and(
          "e.entity_id " + (descending ? "<" : ">") + " ?", InstanceDao.bytes(after.instanceId()));
    }
    found.end = " ORDER BY e.entity_id" + (descending ? " DESC" : "") + " LIMIT ?";
    found.conditions.parameters().add(most);
    return found;
  }

  /** At most {@code most}, in any order. */
  static EntitiesAsInstances some(int hub, InstanceFilter filter, long most) {
    EntitiesAsInstances found = new EntitiesAsInstances(hub, filter);
    found.conditions.parameters().add(most);
    return found;
  }

  private void andPrefixes(List<String> prefixes) {
    List<String> ranges = new ArrayList<>();
    List<Object> bounds = new ArrayList<>();
    for (String prefix : prefixes) {
      ranges.add("(e.entity_id >= ? AND e.entity_id < ?)");
      bounds.add(InstanceDao.bytes(prefix));
      bounds.add(InstanceConditions.behindAllWith(prefix));
    }
    conditions.and("(" + String.join(" OR ", ranges) + ")", bounds.toArray());
  }

  String where() {
    return " WHERE " + conditions.sql() + end;
  }

  List<Object> parameters() {
    return conditions.parameters();
  }
}
