package io.perdura.dao;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PagePosition;
import io.perdura.taskhub.TaskHub;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Searches against a model in memory, with filters, orders and page sizes drawn at random. */
abstract class InstanceSearchContract extends InstanceTableContract {

  private static final PageLimits SHORT = new PageLimits(50, 1_000);

  private final InstanceSearch search = new InstanceSearch(HUB, LOW);

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
    List<InstanceRow> rows = insertLong(150);
    for (InstanceOrder.By by : InstanceOrder.By.values()) {
      InstanceOrder order = new InstanceOrder(by, random.nextBoolean());
      InstanceQuery query = new InstanceQuery(InstanceFilter.all(), order, null, 1_000);

      List<InstanceRows> pages = pagesBehind(null, query);

      assertThat(pages).allSatisfy(page -> assertThat(page.rows()).hasSizeBetween(1, 99));
      assertThat(keys(pages))
          .as("seed %d, %s", seed, order)
          .containsExactlyElementsOf(InstanceModel.keys(rows, query.filter(), order));
    }
  }

  @Test
  void aListingThatIsCutShortEndsWhereItWouldHaveEndedInOnePage() {
    List<InstanceRow> rows = insertLong(90);
    InstanceOrder order = new InstanceOrder(InstanceOrder.By.LAST_UPDATED_TIME, false);
    InstanceQuery query = new InstanceQuery(InstanceFilter.all(), order, null, 1_000);
    InstanceRows first = storeOfShortPages().list(query);
    assertThat(first.next()).isNotNull();
    long changed = touch(rows);

    List<Long> later = keys(pagesBehind(first.next(), query));

    assertThat(later)
        .doesNotHaveDuplicates()
        .doesNotContain(changed)
        .doesNotContainAnyElementsOf(keys(List.of(first)));
  }

  private List<InstanceRow> insertLong(int count) {
    List<InstanceRow> rows =
        new ArrayList<>(instances.draw(count).stream().map(this::longRow).toList());
    insert(HUB, rows);
    return rows;
  }

  private InstanceStore storeOfShortPages() {
    return new InstanceStore(database, new TaskHub(HUB, "long", 8), tables, SHORT);
  }

  /** All pages behind a position, of which null is the beginning. */
  private List<InstanceRows> pagesBehind(PagePosition position, InstanceQuery query) {
    List<InstanceRows> pages = new ArrayList<>();
    PagePosition at = position;
    do {
      InstanceRows page = storeOfShortPages().list(query.continuedBehind(at));
      pages.add(page);
      at = page.next();
    } while (at != null);
    return pages;
  }

  private static List<Long> keys(List<InstanceRows> pages) {
    return pages.stream().flatMap(page -> page.rows().stream()).map(InstanceRow::key).toList();
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
  }
}
