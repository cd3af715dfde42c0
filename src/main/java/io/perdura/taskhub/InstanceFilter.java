package io.perdura.taskhub;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which instances are meant; all conditions combine with AND (contract, section 8).
 *
 * @param createdTimeFrom inclusive, or null
 * @param createdTimeTo inclusive, or null
 * @param statuses any of these; nothing matches when empty
 * @param idPrefixes any of these, case-sensitive; every id matches when empty
 * @param name name of the function in any letter case, or null
 */
public record InstanceFilter(
    Instant createdTimeFrom,
    Instant createdTimeTo,
    Set<OrchestrationRuntimeStatus> statuses,
    List<String> idPrefixes,
    String name) {

  /** What {@code statuses} holds when no status is asked for. */
  public static final Set<OrchestrationRuntimeStatus> ALL_STATUSES =
      Set.copyOf(EnumSet.allOf(OrchestrationRuntimeStatus.class));

  public InstanceFilter {
    statuses = Set.copyOf(statuses);
    idPrefixes = withoutCovered(idPrefixes);
  }

  /** Every instance. */
  public static InstanceFilter all() {
    return new InstanceFilter(null, null, ALL_STATUSES, List.of(), null);
  }

  /** In order, and none that another one covers, so that no id has two of them. */
  private static List<String> withoutCovered(List<String> prefixes) {
    return prefixes.stream()
        .distinct()
        .filter(p -> prefixes.stream().noneMatch(q -> !q.equals(p) && p.startsWith(q)))
        .sorted()
        .toList();
  }

  /** Whether it bounds the time of creation, at either end. */
  public boolean hasCreatedTime() {
    return createdTimeFrom != null || createdTimeTo != null;
  }

  /** Whether instances in every status may match. */
  public boolean hasAllStatuses() {
    return statuses.size() == ALL_STATUSES.size();
  }

  /**
   * Whether it asks for entities, which show up among instances only then (contract, section 8):
   * all of its prefixes are prefixes of entity ids.
   */
  public boolean asksForEntities() {
    return !idPrefixes.isEmpty() && idPrefixes.stream().allMatch(prefix -> prefix.startsWith("@"));
  }

  /** The part of it that was created at {@code time} or later. */
  public InstanceFilter createdSince(Instant time) {
    return new InstanceFilter(time, createdTimeTo, statuses, idPrefixes, name);
  }

  /** The part of it that was created at {@code time} or before. */
  public InstanceFilter createdUntil(Instant time) {
    return new InstanceFilter(createdTimeFrom, time, statuses, idPrefixes, name);
  }

  /** The part of it that only finished instances meet. */
  public InstanceFilter finishedOnly() {
    return withStatuses(OrchestrationRuntimeStatus::isTerminal);
  }

  /** The part of it that only instances in some of its states meet. */
  public InstanceFilter withStatuses(Predicate<OrchestrationRuntimeStatus> wanted) {
    return new InstanceFilter(
        createdTimeFrom,
        createdTimeTo,
        statuses.stream().filter(wanted).collect(Collectors.toSet()),
        idPrefixes,
        name);
  }

  /**
   * The order in which what it matches is found soonest, as a rule: ids often rise with time, so
   * that those of a window may stand together far behind in the order of ids.
   */
  public InstanceOrder naturalOrder() {
    return hasCreatedTime()
        ? new InstanceOrder(InstanceOrder.By.CREATED_TIME, false)
        : InstanceOrder.DEFAULT;
  }
}
