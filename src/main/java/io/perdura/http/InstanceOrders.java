package io.perdura.http;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import java.util.Arrays;

/**
 * The order that a query string asks for: {@code orderBy} and {@code orderDirection}, both beyond
 * what the original has. Without {@code orderBy} it is the one that the filter is quickest in.
 */
final class InstanceOrders {

  private InstanceOrders() {}

  static InstanceOrder of(QueryParameters query, InstanceFilter filter) {
    InstanceOrder.By by =
        query
            .text("orderBy")
            .map(String::strip)
            .map(InstanceOrders::by)
            .orElse(filter.naturalOrder().by());
    return new InstanceOrder(
        by,
        query.text("orderDirection").map(String::strip).map(InstanceOrders::isDown).orElse(false));
  }

  private static InstanceOrder.By by(String value) {
    return Arrays.stream(InstanceOrder.By.values())
        .filter(by -> wireName(by).equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                QueryParameters.invalid(
                    "orderBy", value, "is none of instanceId, createdTime and lastUpdatedTime"));
  }

  private static String wireName(InstanceOrder.By by) {
    return switch (by) {
      case INSTANCE_ID -> "instanceId";
      case CREATED_TIME -> "createdTime";
      case LAST_UPDATED_TIME -> "lastUpdatedTime";
    };
  }

  private static boolean isDown(String value) {
    if (value.equalsIgnoreCase("desc")) {
      return true;
    }
    if (value.equalsIgnoreCase("asc")) {
      return false;
    }
    throw QueryParameters.invalid("orderDirection", value, "is neither asc nor desc");
  }
}
