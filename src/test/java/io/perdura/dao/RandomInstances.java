package io.perdura.dao;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Instances, filters and orders drawn at random, from so few values that many coincide. */
final class RandomInstances {

  /** Shortly before midnight, so that days begin in the middle of what is drawn. */
  private static final Instant DAY = Instant.parse("2026-03-01T23:59:59.999995Z");

  private static final List<String> PREFIXES = List.of("a", "ab", "b-", "B", "é", "z%_");
  private static final List<String> NAMES = List.of("Ship", "SHIP", "Éclair", "Bill");

  private final Random random;
  private long nextKey = 1;
  private int touches;

  RandomInstances(Random random) {
    this.random = random;
  }

  List<InstanceRow> draw(int count) {
    return IntStream.range(0, count).mapToObj(i -> row(oneOf(PREFIXES))).toList();
  }

  List<InstanceRow> withPrefix(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> row(prefix)).toList();
  }

  /** Ones that are counted together. */
  List<InstanceRow> alike(int count, OrchestrationRuntimeStatus status) {
    return IntStream.range(0, count).mapToObj(i -> row("a", 0, "Ship", status, DAY)).toList();
  }

  private InstanceRow row(String prefix) {
    return row(
        prefix,
        random.nextInt(8),
        oneOf(NAMES),
        oneOf(List.of(OrchestrationRuntimeStatus.values())),
        time());
  }

  private InstanceRow row(
      String prefix,
      int partition,
      String name,
      OrchestrationRuntimeStatus status,
      Instant created) {
    long key = nextKey++;
    return new InstanceRow(
        key,
        partition,
        prefix + random.nextInt(1_000_000) + "-" + key,
        name,
        status,
        false,
        null,
        Map.of(),
        null,
        null,
        null,
        null,
        created,
        time());
  }

  /** The same instance, changed later than all others. */
  InstanceRow touched(InstanceRow row) {
    return touched(row, oneOf(List.of(OrchestrationRuntimeStatus.values())));
  }

  InstanceRow touched(InstanceRow row, OrchestrationRuntimeStatus status) {
    return new InstanceRow(
        row.key(),
        row.partition(),
        row.instanceId(),
        row.name(),
        status,
        row.inFlight(),
        row.version(),
        row.tags(),
        row.waitingReason(),
        row.input(),
        row.customStatus(),
        row.output(),
        row.createdTime(),
        DAY.plus(3, ChronoUnit.DAYS).plusMillis(++touches));
  }

  private Instant time() {
    return DAY.plus(random.nextInt(3), ChronoUnit.DAYS).plusNanos(random.nextInt(12) * 1_000L);
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  InstanceOrder order() {
    return new InstanceOrder(oneOf(List.of(InstanceOrder.By.values())), random.nextBoolean());
  }

  /** Each condition is there or not; bounds may have nanoseconds. */
  InstanceFilter filter() {
    return new InstanceFilter(
        random.nextInt(3) == 0 ? time().minusNanos(random.nextInt(1_000)) : null,
        random.nextInt(3) == 0 ? time().plusNanos(random.nextInt(1_000)) : null,
        statuses(),
        random.nextInt(3) == 0 ? List.of(oneOf(PREFIXES), oneOf(PREFIXES)) : List.of(),
        random.nextInt(3) == 0 ? oneOf(NAMES) : null);
  }

  private Set<OrchestrationRuntimeStatus> statuses() {
    if (random.nextBoolean()) {
      return InstanceFilter.ALL_STATUSES;
    }
    Set<OrchestrationRuntimeStatus> some = EnumSet.noneOf(OrchestrationRuntimeStatus.class);
    for (int i = random.nextInt(4); i >= 0; i--) {
      some.add(oneOf(List.of(OrchestrationRuntimeStatus.values())));
    }
    return some;
  }
}
