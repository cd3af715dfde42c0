package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ChangedRun;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** By how much a transaction changes the numbers of instances, to be written in its end. */
final class CountChanges {

  /**
   * The instances that are counted together. Live ones change their state too often to be counted
   * by day.
   */
  record Group(OrchestrationRuntimeStatus status, LocalDate day, String name, int partition) {

    static Group of(
        OrchestrationRuntimeStatus status, Instant created, String name, int partition) {
      LocalDate day = status.isTerminal() ? LocalDate.ofInstant(created, ZoneOffset.UTC) : LIVE_DAY;
      return new Group(status, day, name, partition);
    }

    boolean isLive() {
      return day.equals(LIVE_DAY);
    }
  }

  private static final LocalDate LIVE_DAY = LocalDate.EPOCH;

  /** All transactions lock the counts in this order, so that none waits for another in a circle. */
  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::status)
          .thenComparing(Group::day)
          .thenComparing(Group::name)
          .thenComparing(Group::partition);

  private final Map<Group, Long> changes = new TreeMap<>(ORDER);
  private final Map<Integer, Long> departures = new TreeMap<>();

  void added(InstanceRow row) {
    change(Group.of(row.status(), row.createdTime(), row.name(), row.partition()), 1);
  }

  void removed(LockedRun run) {
    departures.merge(run.partition(), 1L, Long::sum);
    change(Group.of(run.status(), run.createdTime(), run.name(), run.partition()), -1);
  }

  void changed(ChangedRun run) {
    InstanceRow row = run.row();
    if (run.statusBefore().isTerminal()) {
      departures.merge(row.partition(), 1L, Long::sum);
    }
    change(Group.of(run.statusBefore(), row.createdTime(), row.name(), row.partition()), -1);
    added(row);
  }

  private void change(Group group, long by) {
    changes.merge(group, by, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
  }

  /** Only of groups that do change, in the order in which they are to be written. */
  Map<Group, Long> byGroup() {
    return changes;
  }

  /**
   * How many instances were deleted, or taken out of a final status, in the order to be written.
   */
  Map<Integer, Long> departuresByPartition() {
    return departures;
  }
}
