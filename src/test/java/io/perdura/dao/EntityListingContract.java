package io.perdura.dao;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityQuery;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.TaskHub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of entities, read in steps of a few. */
abstract class EntityListingContract extends InstanceTableContract {

  private static final int COUNT = 63;
  private static final int STATE_LENGTH = 100;
  private static final PageLimits LIMITS = new PageLimits(7, 10 * STATE_LENGTH);

  private EntityStore store;
  private List<String> ids;

  @BeforeEach
  void storeEntities() {
    store = new EntityStore(database, new TaskHub(HUB, "long", 8), tables.entities(), LIMITS);
    List<EntityRow> rows = IntStream.range(0, COUNT).mapToObj(EntityListingContract::row).toList();
    database.run(
        tx -> {
          tx.update("DELETE FROM entities");
          tables.entities().write(tx, HUB, rows);
        });
    ids = rows.stream().map(row -> row.id().toString()).toList();
  }

  private static EntityRow row(int number) {
    EntityInstanceId id = new EntityInstanceId("counter", "%03d".formatted(number));
    String state = "\"%s\"".formatted("x".repeat(STATE_LENGTH));
    return new EntityRow(id, 0, state, Instant.parse("2026-03-01T00:00:00Z"), number, null);
  }

  private static EntityQuery query(boolean fetchState, String after, int size) {
    return new EntityQuery("counter", null, null, fetchState, after, size);
  }

  private static List<String> idsOf(EntityRows page) {
    return page.rows().stream().map(row -> row.id().toString()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 7, 8, 13, 62, 63, 1_000})
  void everyEntityIsSeenOnceHoweverPagesAreCut(int size) {
    List<String> seen = new ArrayList<>();
    String after = null;
    do {
      EntityRows page = store.list(query(true, after, size));
      assertThat(page.rows()).hasSizeBetween(1, Math.min(size, 14));
      seen.addAll(idsOf(page));
      after = page.continueAfter();
    } while (after != null);

    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void aPageWithoutStatesIsAsLongAsAskedFor() {
    assertThat(idsOf(store.list(query(false, null, 59)))).isEqualTo(ids.subList(0, 59));
    assertThat(store.list(query(false, null, COUNT)))
        .satisfies(page -> assertThat(page.rows()).hasSize(COUNT))
        .satisfies(page -> assertThat(page.continueAfter()).isNull());
  }

  @ParameterizedTest
  @CsvSource({"1, false", "8, true", "13, false", "63, true", "7, false", "1000, false"})
  void shownAsInstancesEveryEntityIsSeenOnce(int size, boolean descending) {
    InstanceFilter filter =
        new InstanceFilter(null, null, InstanceFilter.ALL_STATUSES, List.of("@counter@"), null);
    InstanceOrder order = new InstanceOrder(InstanceOrder.By.INSTANCE_ID, descending);
    InstanceQuery query = new InstanceQuery(filter, order, null, size);
    List<String> seen = new ArrayList<>();
    do {
      InstanceRows page = store.listAsInstances(query);
      assertThat(page.rows()).hasSizeBetween(1, Math.min(size, 14));
      page.rows().stream().map(InstanceRow::instanceId).forEach(seen::add);
      query = query.continuedBehind(page.next());
    } while (query.after() != null);

    if (descending) {
      Collections.reverse(seen);
    }
    assertThat(seen).isEqualTo(ids);
  }
}
