package io.perdura.dao;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The WHERE clause of an entity query: fixed conditions, each with its parameters. */
final class EntityListing {

  private final StringBuilder where = new StringBuilder(" WHERE e.hub = ? AND e.state IS NOT NULL");
  private final List<Object> parameters = new ArrayList<>();

  /**
   * @param after only ids behind this, or null
   */
  EntityListing(int hub, EntityQuery query, String after, int most) {
    parameters.add(query.fetchState() ? 1 : 0);
    parameters.add(hub);
    if (query.lastOperationTimeFrom() != null) {
      and(
          "e.last_operation_time >= ?",
          InstanceConditions.roundedUp(query.lastOperationTimeFrom()));
    }
    if (query.lastOperationTimeTo() != null) {
      and("e.last_operation_time <= ?", InstanceConditions.cut(query.lastOperationTimeTo()));
    }
    if (query.name() != null) {
      andName(query.name());
    }
    if (after != null) {
      and("e.entity_id > ?", after.getBytes(StandardCharsets.UTF_8));
    }
    where.append(" ORDER BY e.entity_id LIMIT ?");
    parameters.add(most);
  }

  private void and(String condition, Object parameter) {
    where.append(" AND ").append(condition);
    parameters.add(parameter);
  }

  /** Names hold no {@code @}, so the ids of one name stand between two marks. */
  private void andName(String name) {
    byte[] first = EntityDao.bytes(new EntityInstanceId(name, ""));
    byte[] behind = Arrays.copyOf(first, first.length);
    behind[behind.length - 1]++;
    and("e.entity_id >= ?", first);
    and("e.entity_id < ?", behind);
  }

  String where() {
    return where.toString();
  }

  /** In the order in which {@link EntityDao#list} takes them. */
  List<Object> parameters() {
    return parameters;
  }
}
