package io.perdura.bench;

import io.perdura.testing.EngineFixture;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * How fast the rows of hello-cities can be written to the same database by plain batched JDBC: one
 * insert of the instance, its turns, one update at the end; no engine, no reads, no locks.
 */
final class WriteLimit {

  /** As many turns in a transaction as the engine puts in one at the most. */
  private static final int TURNS_PER_COMMIT = 256;

  private static final String INSERT_INSTANCE =
      """
      INSERT INTO instances (instance_key, hub, partition_id, instance_id, name, runtime_status,
             in_flight, created_time, updated_time, input, custom_status, output)
      VALUES (?, 1, ?, ?, 'HelloCities', 0, 1, ?, ?, NULL, NULL, NULL)
      """;

  private static final String INSERT_HISTORY =
      "INSERT INTO history (instance_key, turn, turn_time, events) VALUES (?, ?, ?, ?)";

  private static final String UPDATE_INSTANCE =
      """
      UPDATE instances SET runtime_status = 1, in_flight = 0, updated_time = ?, custom_status = NULL,
             output = ? WHERE instance_key = ?
      """;

  private final DataSource dataSource;
  private final List<String> turns;
  private final String output;
  private final AtomicLong nextKey = new AtomicLong(1L << 60);

  /** What is stored of an instance: the events of each turn, and the output. */
  record StoredInstance(List<String> turns, String output) {}

  WriteLimit(DataSource dataSource, StoredInstance rows) {
    this.dataSource = dataSource;
    this.turns = rows.turns();
    this.output = rows.output();
  }

  /** The rows of an instance that the engine really ran. */
  static StoredInstance rowsOfOne(EngineFixture engine) throws SQLException {
    String id = engine.client().scheduleNewOrchestrationInstance("HelloCities");
    String output = engine.awaitEnd(id).getSerializedOutput();
    List<String> turns = new ArrayList<>();
    try (Connection connection = engine.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT h.events FROM history h JOIN instances i USING (instance_key)
                 WHERE i.instance_id = ? ORDER BY h.turn
                """)) {
      statement.setBytes(1, id.getBytes(StandardCharsets.UTF_8));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          turns.add(rows.getString(1));
        }
      }
    }
    return new StoredInstance(turns, output);
  }

  /** Writes so many instances over so many connections and returns instances per second. */
  double measure(int instances, int connections) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(connections);
    try {
      long begin = System.nanoTime();
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        done.add(writers.submit(() -> write(instances / connections)));
      }
      for (Future<?> writer : done) {
        writer.get();
      }
      return instances / ((System.nanoTime() - begin) / 1e9);
    } finally {
      writers.shutdown();
    }
  }

  /** Turn after turn for a group of instances, as they come when many run side by side. */
  private Void write(int instances) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      for (int from = 0; from < instances; from += TURNS_PER_COMMIT) {
        int group = Math.min(TURNS_PER_COMMIT, instances - from);
        long firstKey = nextKey.getAndAdd(group);
        for (int turn = 0; turn < turns.size(); turn++) {
          writeTurn(connection, firstKey, group, turn);
        }
      }
    }
    return null;
  }

  private void writeTurn(Connection connection, long firstKey, int group, int turn)
      throws SQLException {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    if (turn == 0) {
      batch(
          connection,
          INSERT_INSTANCE,
          firstKey,
          group,
          key ->
              new Object[] {
                key, key % 8, "limit-%d".formatted(key).getBytes(StandardCharsets.UTF_8), now, now
              });
    }
    String events = turns.get(turn);
    batch(
        connection, INSERT_HISTORY, firstKey, group, key -> new Object[] {key, turn, now, events});
    if (turn == turns.size() - 1) {
      batch(connection, UPDATE_INSTANCE, firstKey, group, key -> new Object[] {now, output, key});
    }
    connection.commit();
  }

  private interface Row {
    Object[] of(long key);
  }

  private static void batch(Connection connection, String sql, long firstKey, int count, Row row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long key = firstKey; key < firstKey + count; key++) {
        Object[] values = row.of(key);
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
