package io.perdura.dao;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.PagePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds pages of instances, as a rule in a time that does not grow with the store. A search walks
 * the index that has the wanted order; when that finds little, another one whose matches are few
 * enough to be sorted.
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
    PagePosition last = last(tx, query);
    FoundPage page = page(tx, query, last);
    return last instanceof PagePosition.ByTime end ? page.endingWith(end.time()) : page;
  }

  /**
   * Where the listing ends, or null when it has no end of its own. Instances that change move to
   * the end of a listing by last update, and would be seen there again.
   */
  private PagePosition last(Tx tx, InstanceQuery query) {
    InstanceOrder order = query.order();
    if (order.by() != InstanceOrder.By.LAST_UPDATED_TIME || order.descending()) {
      return null;
    }
    if (query.after() instanceof PagePosition.ByTime after && after.latest() != null) {
      return new PagePosition.ByTime(after.latest(), Long.MAX_VALUE);
    }
    InstanceOrder newestFirst = new InstanceOrder(order.by(), true);
    InstanceIndex index = InstanceIndex.of(order.by(), query.filter());
    return dao.boundary(tx, index, query.filter(), newestFirst, null, null, 1);
  }

  /**
   * Reads up to where a page should be full: first to where the filter's first part alone has
   * enough rows, which spares the database most of the others, then somewhat further, and only then
   * to the end, by the index that is best for what has turned out to be thinly spread.
   */
  private FoundPage page(Tx tx, InstanceQuery query, PagePosition last) {
    InstanceFilter filter = query.filter();
    InstanceOrder order = query.order();
    InstanceIndex index = InstanceIndex.of(order.by(), filter);
    int most = query.pageSize() + 1;
    List<FoundInstance> found = new ArrayList<>();
    PagePosition begin = query.after();
    for (int rows : steps(index, query)) {
      PagePosition end =
          dao.boundary(tx, index, index.parts(filter).get(0), order, begin, last, rows);
      int missing = most - found.size();
      found.addAll(dao.find(tx, index, filter, order, begin, end == null ? last : end, missing));
      if (end == null || found.size() == most) {
        return cut(query, found);
      }
      begin = end;
    }
    InstanceIndex best = narrowIndex(tx, query).orElse(index);
    found.addAll(dao.find(tx, best, filter, order, begin, last, most - found.size()));
    return cut(query, found);
  }

  /** How many rows to read in each step before the last. */
  private List<Integer> steps(InstanceIndex index, InstanceQuery query) {
    if (index.leavesRest(query.filter())) {
      return List.of(limits.firstStep(), limits.secondStep());
    }
    return index.parts(query.filter()).size() == 1 ? List.of() : List.of(query.pageSize() + 1);
  }

  /** One more than the page holds shows that another page follows. */
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
}
