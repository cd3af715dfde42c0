package io.perdura.dao;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** An open transaction: what DAOs run their statements in. Not thread-safe. */
public final class Tx {

  /** Ids per statement; the placeholder list has always one of these lengths. */
  private static final int ID_CHUNK = 32;

  private static final int LARGE_ID_CHUNK = 100;

  /** Reads one row. */
  @FunctionalInterface
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  Tx(Connection connection) {
    this.connection = connection;
  }

  <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return rows(statement, mapper);
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /**
   * Runs a query with an {@code IN (:ids)} list, in chunks of two lengths so that only two
   * statements are ever prepared; the last id fills up a short chunk.
   */
  <T> List<T> queryByIds(
      String sql, RowMapper<T> mapper, List<?> ids, Object... leadingParameters) {
    List<T> found = new ArrayList<>();
    for (List<Object> chunk : idChunks(ids)) {
      List<Object> parameters = new ArrayList<>(List.of(leadingParameters));
      parameters.addAll(chunk);
      found.addAll(query(withPlaceholders(sql, chunk.size()), mapper, parameters.toArray()));
    }
    return found;
  }

  /** As {@link #queryByIds}, for a statement that writes. */
  void updateByIds(String sql, List<?> ids) {
    for (List<Object> chunk : idChunks(ids)) {
      update(withPlaceholders(sql, chunk.size()), chunk.toArray());
    }
  }

  private static String withPlaceholders(String sql, int count) {
    return sql.replace(":ids", String.join(", ", Collections.nCopies(count, "?")));
  }

  private static List<List<Object>> idChunks(List<?> ids) {
    int size = ids.size() > ID_CHUNK ? LARGE_ID_CHUNK : ID_CHUNK;
    List<List<Object>> chunks = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += size) {
      List<Object> chunk = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        chunk.add(ids.get(Math.min(from + i, ids.size() - 1)));
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  /** Runs one statement and returns the number of rows it matched. */
  int update(String sql, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /** Inserts one row and returns the key the database gave it. */
  long insertAndReturnKey(String sql, Object... parameters) {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      bind(statement, parameters);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /**
   * Runs one statement for each item; the driver sends them together.
   *
   * @return the items whose statements changed nothing, as far as the driver tells
   */
  <T> List<T> batch(String sql, Collection<T> items, Function<T, Object[]> parameters) {
    if (items.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T item : items) {
        bind(statement, parameters.apply(item));
        statement.addBatch();
      }
      return withoutEffect(items, statement.executeBatch());
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  private static <T> List<T> withoutEffect(Collection<T> items, int[] changedRows) {
    List<T> found = new ArrayList<>();
    int index = 0;
    for (T item : items) {
      if (changedRows[index++] == 0) {
        found.add(item);
      }
    }
    return found;
  }

  private static <T> List<T> rows(PreparedStatement statement, RowMapper<T> mapper)
      throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(mapper.map(result));
      }
      return rows;
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(i + 1, value instanceof Instant instant ? utc(instant) : value);
    }
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** The UTC time in a DATETIME column. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }
}
