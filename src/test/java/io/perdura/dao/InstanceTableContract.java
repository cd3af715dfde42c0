package io.perdura.dao;

import com.zaxxer.hikari.HikariDataSource;
import io.perdura.history.HistoryJson;
import io.perdura.taskhub.ChangedRun;
import io.perdura.taskhub.InstanceRow;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * An empty database for rows drawn at random. The limits of a search are so low that all its ways
 * are taken with few rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InstanceTableContract {

  static final int HUB = 1;
  static final SearchLimits LOW = new SearchLimits(5, 8, 20, 40);

  final Random random = new Random();
  final RandomInstances instances = new RandomInstances(random);
  final Tables tables = Tables.create(new HistoryJson());
  private HikariDataSource transactions;
  long seed;
  HikariDataSource reads;
  Database database;

  abstract DatabaseUrl newDatabase();

  @BeforeAll
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

  @BeforeEach
  void begin() {
    seed = Long.getLong("search.seed", System.nanoTime());
    random.setSeed(seed);
    database.run(
        tx -> {
          tx.update("DELETE FROM instances");
          tx.update("DELETE FROM instance_counts");
          tx.update("DELETE FROM instance_departures");
        });
  }

  @AfterAll
  void close() {
    transactions.close();
    reads.close();
  }

  final void insert(int hub, List<InstanceRow> rows) {
    database.run(tx -> tables.writeRuns(tx, hub, List.of(), rows, List.of()));
  }

  /** Makes one of the rows the one that changed last, and returns its key. */
  final long touch(List<InstanceRow> rows) {
    InstanceRow before = rows.remove(random.nextInt(rows.size()));
    InstanceRow touched = instances.touched(before);
    rows.add(touched);
    database.run(
        tx ->
            tables.writeRuns(
                tx, HUB, List.of(), List.of(), List.of(new ChangedRun(before.status(), touched))));
    return touched.key();
  }
}
