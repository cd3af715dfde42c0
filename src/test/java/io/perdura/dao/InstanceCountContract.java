package io.perdura.dao;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ChangedRun;
import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceRow;
import io.perdura.testing.StoredCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts against a model in memory, with filters drawn at random. */
abstract class InstanceCountContract extends InstanceTableContract {

  private InstanceCounting counting;

  @BeforeEach
  void forgetCounts() {
    counting = new InstanceCounting(HUB, tables, LOW);
  }

  private InstanceCount count(InstanceFilter filter, int cap) {
    return database.read(tx -> counting.count(tx, filter, cap));
  }

  private long exactly(InstanceFilter filter) {
    return database.read(tx -> counting.countExactly(tx, filter));
  }

  @Test
  void countsAreExactOnRequestAndOtherwiseNeverTooHigh() {
    List<InstanceRow> rows = instances.draw(200);
    insert(HUB, rows);
    for (int i = 0; i < 150; i++) {
      InstanceFilter filter = instances.filter();
      String about = "seed %d, %s".formatted(seed, filter);
      long matching = InstanceModel.keys(rows, filter, InstanceOrder.DEFAULT).size();
      int cap = 1 + random.nextInt(30);
      assertThat(exactly(filter)).as(about).isEqualTo(matching);
      InstanceCount count = count(filter, cap);
      assertThat(count.count()).as(about).isLessThanOrEqualTo(Math.min(cap, matching));
      assertThat(count.capped() || count.count() == matching).as(about + count).isTrue();
    }
  }

  @Test
  void aCountWithinTheLimitsOfASearchIsNotCapped() {
    insert(HUB, instances.draw(30));

    assertThat(count(InstanceFilter.all(), 30)).isEqualTo(new InstanceCount(30, false));
    assertThat(count(InstanceFilter.all(), 29)).isEqualTo(new InstanceCount(29, true));
  }

  @Test
  void aCountByStatusAndNameIsExactUpToItsCapHoweverManyInstancesThereAre() {
    List<InstanceRow> rows = instances.draw(300);
    insert(HUB, rows);
    Set<OrchestrationRuntimeStatus> some =
        Set.of(OrchestrationRuntimeStatus.FAILED, OrchestrationRuntimeStatus.RUNNING);
    InstanceFilter bills = new InstanceFilter(null, null, some, List.of(), "bill");
    int matching = InstanceModel.keys(rows, bills, InstanceOrder.DEFAULT).size();

    assertThat(count(bills, matching)).isEqualTo(new InstanceCount(matching, false));
    assertThat(count(bills, matching - 1)).isEqualTo(new InstanceCount(matching - 1, true));
  }

  @Test
  void aCountOfWholeDaysReachesItsCapThoughItsNameIsTooRareToBeLookedFor() {
    insert(HUB, instances.draw(2_000));
    Instant secondDay = Instant.parse("2026-03-02T00:00:00Z");
    Set<OrchestrationRuntimeStatus> failed = Set.of(OrchestrationRuntimeStatus.FAILED);
    InstanceFilter wholeDays = new InstanceFilter(secondDay, null, failed, List.of(), "bill");

    assertThat(count(wholeDays, 25)).isEqualTo(new InstanceCount(25, true));
    assertThat(count(wholeDays, 1_000).count()).isLessThan(25);
  }

  @Test
  void anInstanceThatComesWhileTheLastOfItsKindGoesIsCounted() {
    List<InstanceRow> alike = instances.alike(2, OrchestrationRuntimeStatus.COMPLETED);
    insert(HUB, alike.subList(0, 1));
    CompletableFuture<?> coming =
        database.inTransaction(
            tx -> {
              tables.deleteRuns(tx, HUB, List.of(alike.get(0).key()));
              CompletableFuture<?> waiting =
                  CompletableFuture.runAsync(() -> insert(HUB, alike.subList(1, 2)));
              assertThat(waiting)
                  .failsWithin(Duration.ofMillis(300))
                  .withThrowableOfType(TimeoutException.class);
              return waiting;
            });

    coming.join();
    StoredCounts.assertTrue(reads);
  }

  @Test
  void nothingIsCountedBehindTheBeginningOfTheLastDay() {
    insert(HUB, instances.draw(100));
    Instant noon = Instant.parse("9999-12-31T12:00:00Z");

    assertThat(count(InstanceFilter.all().createdSince(noon), 10))
        .isEqualTo(new InstanceCount(0, false));
  }

  @Test
  void nothingIsCountedWhenNoStatusIsAskedFor() {
    insert(HUB, instances.draw(5));
    InstanceFilter none =
        new InstanceFilter(null, null, Set.<OrchestrationRuntimeStatus>of(), List.of(), null);

    assertThat(exactly(none)).isZero();
  }

  @RepeatedTest(2)
  void countsAreNeverTooHighWhileInstancesComeGoAndAreRewound() {
    List<InstanceRow> rows = new ArrayList<>(instances.draw(80));
    insert(HUB, rows);
    List<InstanceFilter> filters = Stream.generate(instances::filter).limit(15).toList();
    while (rows.size() > 10) {
      for (InstanceFilter filter : filters) {
        String about = "seed %d, %s".formatted(seed, filter);
        long matching = InstanceModel.keys(rows, filter, InstanceOrder.DEFAULT).size();
        int cap = 1 + random.nextInt(15);
        InstanceCount count = count(filter, cap);
        assertThat(count.count()).as(about).isLessThanOrEqualTo(Math.min(cap, matching));
        assertThat(count.capped() || count.count() == matching).as(about + count).isTrue();
      }
      change(rows);
    }
  }

  /** Deletes, more often than it adds, and changes the status of some. */
  private void change(List<InstanceRow> rows) {
    List<InstanceRow> coming = instances.draw(random.nextInt(4));
    insert(HUB, coming);
    rows.addAll(coming);
    touch(rows);
    touch(rows);
    List<InstanceRow> going = new ArrayList<>(rows.subList(0, 2 + random.nextInt(8)));
    rows.removeAll(going);
    List<Long> keys = going.stream().map(InstanceRow::key).toList();
    boolean finished = going.stream().allMatch(row -> row.status().isTerminal());
    database.run(
        tx -> {
          if (finished) {
            tables.deleteFinishedRuns(tx, HUB, keys);
          } else {
            tables.deleteRuns(tx, HUB, keys);
          }
        });
  }

  @Test
  void aCountFarBeyondItsCapIsNotMadeAgain() {
    List<InstanceRow> rows = instances.alike(30, OrchestrationRuntimeStatus.COMPLETED);
    insert(HUB, rows);
    InstanceFilter ids = withIds(InstanceFilter.ALL_STATUSES);
    assertThat(count(ids, 10)).isEqualTo(new InstanceCount(10, true));

    // behind the back of what counts
    database.run(
        tx -> tx.update("DELETE FROM instances WHERE instance_key > ?", rows.get(4).key()));

    assertThat(count(ids, 10)).isEqualTo(new InstanceCount(10, true));
    assertThat(exactly(ids)).isEqualTo(5);
  }

  @Test
  void aCountFallsBelowItsCapWhenInstancesAreDeleted() {
    List<InstanceRow> rows = instances.alike(30, OrchestrationRuntimeStatus.COMPLETED);
    insert(HUB, rows);
    InstanceFilter ids = withIds(InstanceFilter.ALL_STATUSES);
    assertThat(count(ids, 10)).isEqualTo(new InstanceCount(10, true));

    List<Long> going = rows.stream().skip(5).map(InstanceRow::key).toList();
    database.run(tx -> tables.deleteRuns(tx, HUB, going));

    assertThat(count(ids, 10)).isEqualTo(new InstanceCount(5, false));
  }

  @ParameterizedTest
  @CsvSource({"COMPLETED, RUNNING", "RUNNING, COMPLETED"})
  void aCountByStatusFallsBelowItsCapWhenInstancesHaveAnother(
      OrchestrationRuntimeStatus before, OrchestrationRuntimeStatus after) {
    List<InstanceRow> rows = instances.alike(30, before);
    insert(HUB, rows);
    InstanceFilter ids = withIds(Set.of(before));
    assertThat(count(ids, 10)).isEqualTo(new InstanceCount(10, true));

    List<ChangedRun> changed =
        rows.stream()
            .skip(5)
            .map(row -> new ChangedRun(before, instances.touched(row, after)))
            .toList();
    database.run(tx -> tables.writeRuns(tx, HUB, List.of(), List.of(), changed));

    assertThat(count(ids, 10)).isEqualTo(new InstanceCount(5, false));
  }

  private static InstanceFilter withIds(Set<OrchestrationRuntimeStatus> statuses) {
    return new InstanceFilter(null, null, statuses, List.of("a"), null);
  }
}
