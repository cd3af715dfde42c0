package io.perdura.bootstrap;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to the scripts in {@code sql/}. */
final class SchemaMigration {

  private SchemaMigration() {}

  /** Safe to run by several nodes at once. */
  static void run(DataSource dataSource) {
    try {
      Flyway.configure(SchemaMigration.class.getClassLoader())
          .dataSource(dataSource)
          .locations("classpath:io/perdura/sql")
          .failOnMissingLocations(true)
          .table("perdura_schema_history")
          // the database may hold tables of others; all our scripts come after this version
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StartupException(
          "The database schema cannot be brought up to date: " + FirstLine.of(e), e);
    }
  }
}
