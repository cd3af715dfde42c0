package io.perdura.bootstrap;

import java.nio.file.Path;

/**
 * Where the database is: at a JDBC URL, behind a JNDI name, or embedded when neither is given.
 *
 * @param prefix what the names of its settings begin with, for error messages
 * @param url JDBC URL or null
 * @param user may be null
 * @param password may be null
 * @param jndiName name of the container's DataSource, or null
 * @param poolSize most connections of each of our two pools, the one that writes and the one that
 *     reads
 * @param migrate whether the schema is brought up to date at start
 * @param dataDirectory where the embedded database and its key file are
 */
record DatabaseSettings(
    String prefix,
    String url,
    String user,
    String password,
    String jndiName,
    int poolSize,
    boolean migrate,
    Path dataDirectory) {

  boolean isEmbedded() {
    return url == null && jndiName == null;
  }

  /** Without credentials, so that they cannot end up in a log. */
  @Override
  public String toString() {
    return "DatabaseSettings[embedded=%s, poolSize=%d]".formatted(isEmbedded(), poolSize);
  }
}
