package io.perdura.dao;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.PagePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Searches of table {@code instances}. A statement has one SELECT for each range of an index,
 * because a database merges ranges only by reading and sorting them all.
 */
final class InstanceSearchDao {

  private static final String BRANCH =
      "(SELECT i.instance_key, i.partition_id, %s AS place%s WHERE %s%s LIMIT ?)";

  private static final String BOUNDARY_BRANCH =
      "(SELECT i.instance_key, 0 AS partition_id, %s AS place%s WHERE %s%s LIMIT 1 OFFSET ?)";

  private static final String COUNT_BRANCH =
      "(SELECT COUNT(*) AS matching FROM (SELECT 1%s WHERE %s LIMIT ?) counted)";

  private static final String EXACT_BRANCH = "(SELECT COUNT(*) AS matching%s WHERE %s)";

  private final int hub;

  InstanceSearchDao(int hub) {
    this.hub = hub;
  }

  /**
   * The first runs in {@code order} that match.
   *
   * @param after only behind this, or null
   * @param upTo nothing behind this, or null
   */
  List<FoundInstance> find(
      Tx tx,
      InstanceIndex index,
      InstanceFilter filter,
      InstanceOrder order,
      PagePosition after,
      PagePosition upTo,
      int most) {
    InstanceConditions conditions = new InstanceConditions(hub, index, filter);
    Conditions rest = conditions.rest();
    List<Conditions> branches = conditions.ranges();
    for (Conditions branch : branches) {
      branch.andAll(rest);
      InstanceConditions.behind(branch, order, after);
      InstanceConditions.upTo(branch, order, upTo);
    }
    return select(tx, BRANCH, index, order, branches, most).stream().limit(most).toList();
  }

  /**
   * How far a search may go that reads {@code rows} rows of each range of the index in its own
   * order, or null when no range has more.
   *
   * @param upTo nothing behind this counts, or null
   */
  PagePosition boundary(
      Tx tx,
      InstanceIndex index,
      InstanceFilter filter,
      InstanceOrder order,
      PagePosition after,
      PagePosition upTo,
      int rows) {
    List<Conditions> branches = new InstanceConditions(hub, index, filter).ranges();
    for (Conditions branch : branches) {
      InstanceConditions.behind(branch, order, after);
      InstanceConditions.upTo(branch, order, upTo);
    }
    List<FoundInstance> ends = select(tx, BOUNDARY_BRANCH, index, order, branches, rows - 1);
    return ends.isEmpty() ? null : ends.get(0).position();
  }

  private static List<FoundInstance> select(
      Tx tx,
      String select,
      InstanceIndex index,
      InstanceOrder order,
      List<Conditions> branches,
      int limit) {
    String orderBy = InstanceIndex.orderBy(order);
    String place = InstanceIndex.column(order.by());
    String sql = union(branches, b -> select.formatted(place, index.from(), b.sql(), orderBy));
    List<FoundInstance> found =
        tx.query(sql, row -> InstanceIndex.found(row, order.by()), parametersWith(branches, limit));
    return found.stream().sorted(comparator(order)).toList();
  }

  private static Comparator<FoundInstance> comparator(InstanceOrder order) {
    Comparator<FoundInstance> ascending =
        Comparator.comparing(FoundInstance::position, PositionOrder.INSTANCE);
    return order.descending() ? ascending.reversed() : ascending;
  }

  /** How many match, counting no further than {@code most} in each range. */
  long count(Tx tx, InstanceIndex index, InstanceFilter filter, int most) {
    List<Conditions> branches = new InstanceConditions(hub, index, filter).ranges();
    String sql = union(branches, b -> COUNT_BRANCH.formatted(index.from(), b.sql()));
    return sum(tx.query(sql, row -> row.getLong("matching"), parametersWith(branches, most)));
  }

  /**
   * How many match, however long it takes.
   *
   * @param upTo not counting what is behind this in the index's ascending order, or null
   */
  long countAll(Tx tx, InstanceIndex index, InstanceFilter filter, PagePosition upTo) {
    InstanceConditions conditions = new InstanceConditions(hub, index, filter);
    Conditions rest = conditions.rest();
    List<Conditions> branches = conditions.ranges();
    for (Conditions branch : branches) {
      branch.andAll(rest);
      InstanceConditions.upTo(branch, index.ascending(), upTo);
    }
    String sql = union(branches, b -> EXACT_BRANCH.formatted(index.from(), b.sql()));
    Object[] parameters = branches.stream().flatMap(b -> b.parameters().stream()).toArray();
    return sum(tx.query(sql, row -> row.getLong("matching"), parameters));
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static String union(List<Conditions> branches, Function<Conditions, String> select) {
    return branches.stream().map(select).collect(Collectors.joining(" UNION ALL "));
  }

  private static Object[] parametersWith(List<Conditions> branches, int last) {
    List<Object> parameters = new ArrayList<>();
    for (Conditions branch : branches) {
      parameters.addAll(branch.parameters());
      parameters.add(last);
    }
    return parameters.toArray();
  }
}
