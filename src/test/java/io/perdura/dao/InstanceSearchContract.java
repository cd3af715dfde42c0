package io.perdura.dao;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.perdura.history.HistoryJson;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ChangedRun;
import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PagePosition;
import io.perdura.taskhub.TaskHub;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.StoredCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Searches against a model in memory, with filters, orders and page sizes drawn at random. The
 * limits of a search are so low that all its ways are taken with few rows.
 */
abstract class InstanceSearchContract {

  private static final int HUB = 1;
  private static final SearchLimits LOW = new SearchLimits(5, 8, 20, 40);

  private final long seed = Long.getLong("search.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomInstances instances = new RandomInstances(random);
  private final Tables tables = Tables.create(new HistoryJson());
  private final InstanceSearch search = new InstanceSearch(HUB, LOW);
  private final InstanceCounting counting = new InstanceCounting(HUB, tables.instanceCounts(), LOW);
  private HikariDataSource transactions;
  private HikariDataSource reads;
  private Database database;

  abstract DatabaseUrl newDatabase();

  @BeforeEach
  void open() {
    DatabaseUrl url = newDatabase();
    transactions = url.connect(false);
    reads = url.connect(true);
    Flyway.configure()
        .dataSource(transactions)
        .locations("classpath:io/perdura/sql")
        .load()
        .migrate();
    database = new Database(transactions, reads);
  }

  @AfterEach
  void close() {
    transactions.close();
    reads.close();
  }

  private void insert(int hub, List<InstanceRow> rows) {
    database.run(tx -> tables.writeRuns(tx, hub, List.of(), rows, List.of()));
  }

  @RepeatedTest(3)
  void everyInstanceThatStaysIsSeenOnceAndInOrderWhileOthersComeAndGo() {
    List<InstanceRow> staying = instances.draw(150);
    insert(HUB, staying);
    insert(HUB + 1, instances.draw(50));
    for (int i = 0; i < 40; i++) {
      InstanceFilter filter = instances.filter();
      InstanceOrder order = instances.order();
      Walk walk = walk(filter, order);
      String about = "seed %d, %s, %s".formatted(seed, filter, order);
      Set<Long> transients = walk.transients();
      assertThat(walk.seen().stream().filter(key -> !transients.contains(key)))
          .as(about)
          .containsExactlyElementsOf(InstanceModel.keys(staying, filter, order));
      assertThat(walk.seen()).as(about).doesNotHaveDuplicates();
    }
  }

  private record Walk(List<Long> seen, Set<Long> transients) {}

  /** Reads page after page, and between them adds and deletes other instances. */
  private Walk walk(InstanceFilter filter, InstanceOrder order) {
    List<Long> seen = new ArrayList<>();
    Set<Long> transients = new HashSet<>();
    List<InstanceRow> present = new ArrayList<>();
    PagePosition position = null;
    do {
      int size = 1 + random.nextInt(12);
      FoundPage page = page(new InstanceQuery(filter, order, position, size));
      // a client that does not go on must not take an empty page for an empty store
      assertThat(page.found().size())
          .as("seed %d", seed)
          .isBetween(page.next() == null ? 0 : size, size);
      page.found().forEach(found -> seen.add(found.key()));
      position = page.next();
      comeAndGo(present, transients);
    } while (position != null);
    database.run(tx -> tables.deleteRuns(tx, HUB, transients));
    return new Walk(seen, transients);
  }

  @RepeatedTest(3)
  void anInstanceThatChangesMeanwhileIsSeenAtMostOnceInAListingByLastUpdate() {
    List<InstanceRow> rows = new ArrayList<>(instances.draw(100));
    insert(HUB, rows);
    for (int i = 0; i < 20; i++) {
      InstanceFilter filter = instances.filter();
      InstanceOrder order =
          new InstanceOrder(InstanceOrder.By.LAST_UPDATED_TIME, random.nextBoolean());
      List<Long> expected = InstanceModel.keys(rows, filter, order);
      Set<Long> changed = new HashSet<>();
      List<Long> seen = new ArrayList<>();
      PagePosition position = null;
      do {
        FoundPage page = page(new InstanceQuery(filter, order, position, 1 + random.nextInt(12)));
        page.found().forEach(found -> seen.add(found.key()));
        position = page.next();
        changed.add(touch(rows));
      } while (position != null);
      String about = "seed %d, %s, %s".formatted(seed, filter, order);
      assertThat(seen).as(about).doesNotHaveDuplicates();
      assertThat(seen.stream().filter(key -> !changed.contains(key)))
          .as(about)
          .containsExactlyElementsOf(
              expected.stream().filter(key -> !changed.contains(key)).toList());
    }
  }

  /** Makes one of the rows the one that changed last, and returns its key. */
  private long touch(List<InstanceRow> rows) {
    InstanceRow before = rows.remove(random.nextInt(rows.size()));
    InstanceRow touched = instances.touched(before);
    rows.add(touched);
    database.run(
        tx ->
            tables.writeRuns(
                tx, HUB, List.of(), List.of(), List.of(new ChangedRun(before.status(), touched))));
    return touched.key();
  }

  private FoundPage page(InstanceQuery query) {
    return database.read(tx -> search.page(tx, query));
  }

  private void comeAndGo(List<InstanceRow> present, Set<Long> transients) {
    List<InstanceRow> coming = instances.draw(random.nextInt(4));
    insert(HUB, coming);
    present.addAll(coming);
    coming.forEach(row -> transients.add(row.key()));
    if (!present.isEmpty() && random.nextBoolean()) {
      long gone = present.remove(random.nextInt(present.size())).key();
      database.run(tx -> tables.deleteRuns(tx, HUB, List.of(gone)));
    }
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
    List<InstanceRow> alike = instances.alike(2);
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
  void aFilterThatMatchesLittleStillGivesAFullPageByAnotherIndex() {
    insert(HUB, instances.draw(200));
    List<InstanceRow> few = instances.withPrefix("rare-", 12);
    insert(HUB, few);
    InstanceFilter rare =
        new InstanceFilter(null, null, InstanceFilter.ALL_STATUSES, List.of("rare-"), null);
    InstanceOrder newest = new InstanceOrder(InstanceOrder.By.CREATED_TIME, true);

    FoundPage page = page(new InstanceQuery(rare, newest, null, 100));

    assertThat(page.found().stream().map(FoundInstance::key))
        .containsExactlyElementsOf(InstanceModel.keys(few, rare, newest));
    assertThat(page.next()).isNull();
  }

  @Test
  void aPageEndsEarlyWhereItsInstancesAreLong() {
    List<InstanceRow> rows =
        new ArrayList<>(instances.draw(150).stream().map(this::longRow).toList());
    insert(HUB, rows);
    InstanceStore store = new InstanceStore(database, new TaskHub(HUB, "long", 8), tables, 1_000);
    for (InstanceOrder.By by : InstanceOrder.By.values()) {
      InstanceOrder order = new InstanceOrder(by, random.nextBoolean());
      InstanceQuery query = new InstanceQuery(InstanceFilter.all(), order, null, 1_000);
      List<Long> expected = InstanceModel.keys(rows, query.filter(), order);
      List<Long> seen = new ArrayList<>();
      for (PagePosition at = null; seen.isEmpty() || at != null; ) {
        InstanceRows page = store.list(query.continuedBehind(at));
        assertThat(page.rows()).hasSizeBetween(1, 99);
        page.rows().forEach(row -> seen.add(row.key()));
        at = page.next();
      }
      assertThat(seen).as("seed %d, %s", seed, order).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aListingThatIsCutShortEndsWhereItWouldHaveEndedInOnePage() {
    List<InstanceRow> rows =
        new ArrayList<>(instances.draw(90).stream().map(this::longRow).toList());
    insert(HUB, rows);
    InstanceStore store = new InstanceStore(database, new TaskHub(HUB, "long", 8), tables, 1_000);
    InstanceOrder order = new InstanceOrder(InstanceOrder.By.LAST_UPDATED_TIME, false);
    InstanceQuery query = new InstanceQuery(InstanceFilter.all(), order, null, 1_000);
    InstanceRows first = store.list(query);
    long changed = touch(rows);

    List<Long> seen = new ArrayList<>(first.rows().stream().map(InstanceRow::key).toList());
    for (PagePosition at = first.next(); at != null; ) {
      InstanceRows page = store.list(query.continuedBehind(at));
      page.rows().forEach(row -> seen.add(row.key()));
      at = page.next();
    }

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen.subList(first.rows().size(), seen.size())).doesNotContain(changed);
  }

  private InstanceRow longRow(InstanceRow row) {
    return new InstanceRow(
        row.key(),
        row.partition(),
        row.instanceId(),
        row.name(),
        row.status(),
        row.inFlight(),
        row.version(),
        row.tags(),
        row.waitingReason(),
        "\"%s\"".formatted("x".repeat(100)),
        row.customStatus(),
        row.output(),
        row.createdTime(),
        row.lastUpdatedTime());
  }

  @Test
  void nothingMatchesWhenNoStatusIsAskedFor() {
    insert(HUB, instances.draw(5));
    InstanceFilter none =
        new InstanceFilter(null, null, Set.<OrchestrationRuntimeStatus>of(), List.of(), null);

    assertThat(page(new InstanceQuery(none, InstanceOrder.DEFAULT, null, 10)).found()).isEmpty();
    assertThat(exactly(none)).isZero();
  }
}
