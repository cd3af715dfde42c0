package io.perdura.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that a test and its server can both be connected to. */
public record SharedDatabase(String url, String user, String password) {

  private static final String H2_OPTIONS =
      ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0"
          + ";AUTO_SERVER=TRUE";

  /** A new and empty one. */
  public static SharedDatabase fresh(TestDatabase kind) {
    return switch (kind) {
      case H2 ->
          new SharedDatabase(
              "jdbc:h2:file:"
                  + TestFolders.target()
                      .resolve("h2")
                      .resolve(TestFolders.unique("db"))
                      .resolve("db")
                  + H2_OPTIONS,
              "sa",
              "s3cret");
      case MARIADB ->
          new SharedDatabase(
              MariaDbServer.shared().newDatabase(), MariaDbServer.USER, MariaDbServer.PASSWORD);
    };
  }

  /** Makes it the server's default database. */
  public PerduraServerBuilder configure(PerduraServerBuilder server) {
    return server
        .with("perdura.database.url", url)
        .with("perdura.database.user", user)
        .with("perdura.database.password", password);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Runs a statement as an operator would. */
  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The number that a query finds. */
  public long count(String sql) {
    return Long.parseLong(text(sql));
  }

  /** The first value that a query finds. */
  public String text(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
