package io.perdura.dao;

import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.PagePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds and counts instances in a time that does not grow with the store. A search walks the index
 * that has the wanted order. Where the filter asks for more than the index knows, it reads a
 * bounded number of rows and may come back with a short page.
 */
final class InstanceSearch {

  private final InstanceSearchDao dao;
  private final SearchLimits limits;

  InstanceSearch(int hub, SearchLimits limits) {
    this.dao = new InstanceSearchDao(hub);
    this.limits = limits;
  }

  FoundPage page(Tx tx, InstanceQuery query) {
    InstanceFilter filter = query.filter();
    if (filter.statuses().isEmpty()) {
      return new FoundPage(List.of(), null);
    }
    InstanceIndex index = InstanceIndex.of(query.order().by(), filter);
    List<FoundInstance> found = new ArrayList<>();
    return hasRest(index, filter)
        ? stepByStep(tx, query, index, found)
        : remaining(tx, query, index, query.after(), found);
  }

  private static boolean hasRest(InstanceIndex index, InstanceFilter filter) {
    return new InstanceConditions(0, index, filter).hasRest();
  }

  private FoundPage stepByStep(
      Tx tx, InstanceQuery query, InstanceIndex index, List<FoundInstance> found) {
    PagePosition reached = query.after();
    for (int step = 0; step < limits.steps().size(); step++) {
      PagePosition end =
          dao.boundary(tx, index, query.filter(), query.order(), reached, limits.steps().get(step));
      found.addAll(find(tx, query, index, reached, end, found.size()));
      if (end == null || found.size() > query.pageSize()) {
        return cut(query, found);
      }
      reached = end;
      Optional<InstanceIndex> narrow = step == 0 ? narrowIndex(tx, query) : Optional.empty();
      if (narrow.isPresent()) {
        return remaining(tx, query, narrow.get(), reached, found);
      }
    }
    return new FoundPage(found, reached);
  }

  private FoundPage remaining(
      Tx tx,
      InstanceQuery query,
      InstanceIndex index,
      PagePosition after,
      List<FoundInstance> found) {
    found.addAll(find(tx, query, index, after, null, found.size()));
    return cut(query, found);
  }

  /** One more than the page holds shows whether another page follows. */
  private List<FoundInstance> find(
      Tx tx,
      InstanceQuery query,
      InstanceIndex index,
      PagePosition after,
      PagePosition upTo,
      int already) {
    int most = query.pageSize() + 1 - already;
    return dao.find(tx, index, query.filter(), query.order(), after, upTo, most);
  }

  private static FoundPage cut(InstanceQuery query, List<FoundInstance> found) {
    if (found.size() <= query.pageSize()) {
      return new FoundPage(found, null);
    }
    List<FoundInstance> page = found.subList(0, query.pageSize());
    return new FoundPage(page, page.get(page.size() - 1).position());
  }

  /** An index of another order that finds so little that all of it can be sorted. */
  private Optional<InstanceIndex> narrowIndex(Tx tx, InstanceQuery query) {
    InstanceFilter filter = query.filter();
    InstanceOrder.By by = query.order().by();
    List<InstanceIndex> others = new ArrayList<>();
    if (filter.hasCreatedTime() && by != InstanceOrder.By.CREATED_TIME) {
      others.add(InstanceIndex.STATUS_CREATED);
    }
    if (!filter.idPrefixes().isEmpty() && by != InstanceOrder.By.INSTANCE_ID) {
      others.add(InstanceIndex.of(InstanceOrder.By.INSTANCE_ID, filter));
    }
    return others.stream()
        .filter(
            index -> dao.count(tx, index, filter, limits.mostSorted() + 1) <= limits.mostSorted())
        .findFirst();
  }

  /** Counts up to {@code cap}; fewer when what the filter matches is too thinly spread. */
  InstanceCount count(Tx tx, InstanceFilter filter, int cap) {
    if (filter.statuses().isEmpty()) {
      return new InstanceCount(0, false);
    }
    InstanceIndex index = indexToCountBy(filter);
    if (!hasRest(index, filter)) {
      return capped(dao.count(tx, index, filter, cap + 1), cap, false);
    }
    List<InstanceSearchDao.Sample> samples =
        dao.sample(tx, index, filter, limits.mostExamined() + 1);
    return capped(
        samples.stream().mapToLong(InstanceSearchDao.Sample::matching).sum(),
        cap,
        samples.stream().anyMatch(sample -> sample.examined() > limits.mostExamined()));
  }

  private static InstanceCount capped(long count, int cap, boolean endNotReached) {
    return new InstanceCount(Math.min(count, cap), count > cap || endNotReached);
  }

  long countExactly(Tx tx, InstanceFilter filter) {
    return filter.statuses().isEmpty() ? 0 : dao.countExactly(tx, indexToCountBy(filter), filter);
  }

  private static InstanceIndex indexToCountBy(InstanceFilter filter) {
    return filter.idPrefixes().isEmpty()
        ? InstanceIndex.STATUS_CREATED
        : InstanceIndex.of(InstanceOrder.By.INSTANCE_ID, filter);
  }
}
