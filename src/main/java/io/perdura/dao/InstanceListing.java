package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The WHERE clause of an instance query: fixed conditions, each with its parameters. */
final class InstanceListing {

  private final StringBuilder where = new StringBuilder(" WHERE i.hub = ?");
  private final List<Object> parameters = new ArrayList<>();

  InstanceListing(int hub, InstanceQuery query) {
    parameters.add(hub);
    and("i.created_time >= ?", query.createdTimeFrom());
    and("i.created_time <= ?", query.createdTimeTo());
    if (!query.statuses().isEmpty()) {
      andStatuses(query);
    }
    if (query.instanceIdPrefix() != null && !query.instanceIdPrefix().isEmpty()) {
      byte[] prefix = InstanceDao.bytes(query.instanceIdPrefix());
      and("i.instance_id >= ?", prefix);
      and("i.instance_id < ?", behindAllWith(prefix));
    }
    if (query.afterInstanceId() != null) {
      and("i.instance_id > ?", InstanceDao.bytes(query.afterInstanceId()));
    }
    where.append(" ORDER BY i.instance_id LIMIT ?");
    parameters.add(query.pageSize());
  }

  private void and(String condition, Object parameter) {
    if (parameter != null) {
      where.append(" AND ").append(condition);
      parameters.add(parameter);
    }
  }

  private void andStatuses(InstanceQuery query) {
    String placeholders = String.join(", ", Collections.nCopies(query.statuses().size(), "?"));
    where.append(" AND i.runtime_status IN (").append(placeholders).append(')');
    query.statuses().stream()
        .map(OrchestrationRuntimeStatus::code)
        .sorted()
        .forEach(parameters::add);
  }

  /** UTF-8 has no byte 0xFF, so the last byte can always be raised. */
  private static byte[] behindAllWith(byte[] prefix) {
    byte[] behind = Arrays.copyOf(prefix, prefix.length);
    behind[behind.length - 1]++;
    return behind;
  }

  String where() {
    return where.toString();
  }

  List<Object> parameters() {
    return parameters;
  }
}
