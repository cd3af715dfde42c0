package io.perdura.http;

import io.perdura.taskhub.InstanceFilter;
import java.util.List;

/** The filter that a query string asks for (contract, section 8). */
final class InstanceFilters {

  /** As many as are worth a range of their own in the database. */
  private static final int MOST_PREFIXES = 10;

  private InstanceFilters() {}

  static InstanceFilter of(QueryParameters query) {
    List<String> prefixes = query.texts("instanceIdPrefix");
    if (prefixes.size() > MOST_PREFIXES) {
      throw QueryParameters.invalid(
          "instanceIdPrefix",
          String.valueOf(prefixes.size()),
          "prefixes are too many, at most %d are allowed".formatted(MOST_PREFIXES));
    }
    return new InstanceFilter(
        query.timestamp("createdTimeFrom").orElse(null),
        query.timestamp("createdTimeTo").orElse(null),
        query.statuses("runtimeStatus").orElse(InstanceFilter.ALL_STATUSES),
        prefixes,
        query.text("name").map(String::strip).orElse(null));
  }
}
