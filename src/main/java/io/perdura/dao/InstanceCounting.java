package io.perdura.dao;

import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.PagePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Counts instances in a time that does not grow with the store: from the numbers kept in table
 * {@code instance_counts} where these tell, otherwise along an index, and then not far beyond a
 * cap. Thread-safe.
 */
final class InstanceCounting {

  private final int hub;
  private final InstanceSearchDao instances;
  private final InstanceCountDao counts;
  private final InstanceDepartureDao departures;
  private final CountFloors floors = new CountFloors();
  private final SearchLimits limits;

  InstanceCounting(int hub, Tables tables, SearchLimits limits) {
    this.hub = hub;
    this.instances = new InstanceSearchDao(hub);
    this.counts = tables.instanceCounts();
    this.departures = tables.instanceDepartures();
    this.limits = limits;
  }

  /** Counts up to {@code cap}; fewer when what the filter matches is too thinly spread. */
  InstanceCount count(Tx tx, InstanceFilter filter, int cap) {
    if (filter.statuses().isEmpty()) {
      return new InstanceCount(0, false);
    }
    if (filter.idPrefixes().isEmpty()) {
      if (!filter.hasCreatedTime()) {
        return capped(counts.count(tx, hub, filter.statuses(), filter.name(), cap), cap, true);
      }
      if (countOfWholeDays(tx, filter, cap) > cap) {
        return new InstanceCount(cap, true);
      }
    }
    return CountFloors.holdFor(filter)
        ? countUnlessAboveFloor(tx, filter, cap)
        : countAlongIndex(tx, filter, cap).upTo(cap);
  }

  /** Counts beyond the cap, so that the floor lasts while some instances go. */
  private InstanceCount countUnlessAboveFloor(Tx tx, InstanceFilter filter, int cap) {
    long departuresBefore = departures.total(tx, hub);
    if (floors.of(filter, departuresBefore) > cap) {
      return new InstanceCount(cap, true);
    }
    Counted counted = countAlongIndex(tx, filter, 2 * cap);
    if (counted.matching() > cap) {
      floors.note(filter, counted.matching(), departuresBefore);
    }
    return counted.upTo(cap);
  }

  /**
   * @param complete whether nothing that may match was left out
   */
  private record Counted(long matching, boolean complete) {

    InstanceCount upTo(int cap) {
      return capped(matching, cap, complete);
    }
  }

  private static InstanceCount capped(long count, int cap, boolean complete) {
    return new InstanceCount(Math.min(count, cap), count > cap || !complete);
  }

  /** A part of what the filter matches, which often is more than is to be counted. */
  private long countOfWholeDays(Tx tx, InstanceFilter filter, int cap) {
    InstanceFilter finished = filter.finishedOnly();
    return finished.statuses().isEmpty()
        ? 0
        : counts.countFinished(
            tx,
            hub,
            finished.statuses(),
            filter.name(),
            dayBeforeWholeOnes(filter.createdTimeFrom()),
            dayBehindWholeOnes(filter.createdTimeTo()),
            cap);
  }

  /** The first whole day itself may be behind the last one that databases know. */
  private static LocalDate dayBeforeWholeOnes(Instant from) {
    return from == null ? null : dayOf(from.minusNanos(1));
  }

  private static LocalDate dayBehindWholeOnes(Instant to) {
    return to == null ? null : dayOf(InstanceConditions.cut(to).plus(1, ChronoUnit.MICROS));
  }

  private static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** Counts until there are more than {@code enough}, or too many have been looked at. */
  private Counted countAlongIndex(Tx tx, InstanceFilter filter, int enough) {
    InstanceIndex index = indexToCountBy(filter);
    boolean leavesRest = index.leavesRest(filter);
    long count = 0;
    boolean complete = true;
    for (InstanceFilter part : index.parts(filter)) {
      if (count > enough) {
        break;
      }
      if (leavesRest) {
        PagePosition end = endOfExamined(tx, index, part);
        count += instances.countAll(tx, index, part, end);
        complete &= end == null;
      } else {
        count += instances.count(tx, index, part, enough + 1);
      }
    }
    return new Counted(count, complete);
  }

  private PagePosition endOfExamined(Tx tx, InstanceIndex index, InstanceFilter filter) {
    return instances.boundary(
        tx, index, filter, index.ascending(), null, null, limits.mostExamined());
  }

  /** Reads what it counts, and so takes the longer the more there is. */
  long countExactly(Tx tx, InstanceFilter filter) {
    return filter.statuses().isEmpty()
        ? 0
        : instances.countAll(tx, indexToCountBy(filter), filter, null);
  }

  private static InstanceIndex indexToCountBy(InstanceFilter filter) {
    return filter.idPrefixes().isEmpty()
        ? InstanceIndex.STATUS_CREATED
        : InstanceIndex.of(InstanceOrder.By.INSTANCE_ID, filter);
  }
}
