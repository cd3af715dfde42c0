package io.perdura.bench;

import io.perdura.testing.StoredCounts;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Instances written straight into the tables of the hub with the number 1: so many finished ones,
 * then so many running ones, created at even intervals over 30 days.
 */
record StoredInstances(int finished, int running) {

  static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  static final long SECONDS = 30L * 24 * 60 * 60;

  /** Of four functions in turn. */
  static final List<String> NAMES = List.of("HelloCities", "ShipOrder", "Bill", "Refund");

  private static final int ROWS_PER_COMMIT = 2_000;
  private static final int TURNS = Integer.getInteger("bench.turns", 2);
  private static final String EVENTS = "{\"v\":1,\"events\":[]}" + " ".repeat(280);

  /** Odd, so that no two numbers have the same product. */
  private static final int SPREAD = 0x9E3779B1;

  private static final int WRITERS = 2;
  private static final int COMPLETED = 1;
  private static final int FAILED = 3;

  private static final String INSERT_INSTANCE =
      """
      INSERT INTO instances (instance_key, hub, partition_id, instance_id, name, runtime_status,
             in_flight, created_time, updated_time, input, custom_status, output)
      VALUES (?, 1, ?, ?, ?, ?, 0, ?, ?, '"input"', NULL, '"output"')
      """;

  private static final String INSERT_HISTORY =
      "INSERT INTO history (instance_key, turn, turn_time, events) VALUES (?, ?, ?, ?)";

  int total() {
    return finished + running;
  }

  /** When the instance of this number was created. */
  Instant created(int number) {
    return FIRST.plusMillis(SECONDS * 1_000 * number / total());
  }

  /**
   * One in ten is an order; their numbers rise with time. The others are items, whose ids, like
   * those that Perdura makes, have nothing to do with time.
   */
  static String id(int number) {
    return number % 10 == 0
        ? "order-%08d".formatted(number)
        : "item-%08x".formatted(number * SPREAD);
  }

  /** An id that stands behind this part of all ids. */
  static String idBehind(double part) {
    return "item-%08x".formatted((long) (part / 0.9 * (1L << 32)));
  }

  /** One in ten of the finished ones has failed. */
  private int status(int number) {
    if (number % (total() / running) == 0) {
      return 0;
    }
    return number % 11 == 0 ? FAILED : COMPLETED;
  }

  void write(DataSource dataSource) throws SQLException {
    int each = total() / WRITERS + 1;
    CompletableFuture.allOf(
            IntStream.range(0, WRITERS)
                .mapToObj(
                    writer ->
                        CompletableFuture.runAsync(
                            () ->
                                write(
                                    dataSource,
                                    writer * each,
                                    Math.min((writer + 1) * each, total()))))
                .toArray(CompletableFuture[]::new))
        .join();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      StoredCounts.make(connection);
      connection.commit();
      statement.execute("ANALYZE TABLE instances, instance_counts, history");
    }
  }

  private void write(DataSource dataSource, int begin, int end) {
    try (Connection connection = dataSource.getConnection()) {
      for (int from = begin; from < end; from += ROWS_PER_COMMIT) {
        write(connection, from, Math.min(from + ROWS_PER_COMMIT, end));
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write instances", e);
    }
  }

  private void write(Connection connection, int from, int to) throws SQLException {
    try (PreparedStatement instances = connection.prepareStatement(INSERT_INSTANCE);
        PreparedStatement history = connection.prepareStatement(INSERT_HISTORY)) {
      for (int number = from; number < to; number++) {
        LocalDateTime created = LocalDateTime.ofInstant(created(number), ZoneOffset.UTC);
        add(
            instances,
            number,
            number % 8,
            id(number).getBytes(StandardCharsets.UTF_8),
            NAMES.get(number % NAMES.size()),
            status(number),
            created,
            created.plusSeconds(5));
        for (int turn = 0; turn < TURNS; turn++) {
          add(history, number, turn, created, EVENTS);
        }
      }
      instances.executeBatch();
      history.executeBatch();
    }
  }

  private static void add(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }
}
