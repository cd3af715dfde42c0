package io.perdura.bootstrap;

import javax.sql.DataSource;

/**
 * A database that answers.
 *
 * @param description what may be shown of its address
 * @param closing releases what was opened for it
 */
record OpenDatabase(DataSource dataSource, String description, Runnable closing)
    implements AutoCloseable {

  @Override
  public void close() {
    closing.run();
  }
}
