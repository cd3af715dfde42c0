package io.perdura.dao;

import io.perdura.taskhub.PagePosition;
import java.util.Arrays;
import java.util.Comparator;

/** Compares positions of one kind as the database does: ids by their bytes, times before keys. */
enum PositionOrder implements Comparator<PagePosition> {
  INSTANCE;

  private static final Comparator<PagePosition.ByTime> BY_TIME =
      Comparator.comparing(PagePosition.ByTime::time).thenComparing(PagePosition.ByTime::key);

  @Override
  public int compare(PagePosition a, PagePosition b) {
    if (a instanceof PagePosition.ById idA && b instanceof PagePosition.ById idB) {
      return Arrays.compareUnsigned(
          InstanceDao.bytes(idA.instanceId()), InstanceDao.bytes(idB.instanceId()));
    }
    return BY_TIME.compare((PagePosition.ByTime) a, (PagePosition.ByTime) b);
  }
}
