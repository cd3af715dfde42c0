package io.perdura.testing;

import java.util.Map;

/** The kinds of database that tests run on. */
public enum TestDatabase {
  /** The embedded database, in files below the build's output folder. */
  H2 {
    @Override
    public Database fresh() {
      String folder =
          TestFolders.target().resolve("h2").resolve(TestFolders.unique("db")).toString();
      return new Database(null, Map.of("perdura.data.directory", folder));
    }
  },
  /** A real MariaDB server. */
  MARIADB {
    @Override
    public Database fresh() {
      String url = MariaDbServer.shared().newDatabase();
      return new Database(
          url,
          Map.of(
              "perdura.database.url",
              url,
              "perdura.database.user",
              MariaDbServer.USER,
              "perdura.database.password",
              MariaDbServer.PASSWORD));
    }
  };

  /** A new and empty database. */
  public abstract Database fresh();
}
