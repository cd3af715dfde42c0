package io.perdura.bootstrap;

import io.perdura.dispatcher.NodeSettings;

/**
 * All settings, checked.
 *
 * @param connectionName what requests call the database
 * @param systemKey the configured key, or null to use the one in the database
 * @param keyOpenToLoopback whether requests from this machine need no key
 * @param maxBodyBytes longest request body
 * @param baseUrl where the application is reached, or null when unknown
 */
record Settings(
    DatabaseSettings database,
    NodeSettings node,
    String connectionName,
    String systemKey,
    boolean keyOpenToLoopback,
    int maxBodyBytes,
    String baseUrl) {

  /** Without the key, so that it cannot end up in a log. */
  @Override
  public String toString() {
    return "Settings[%s, %s]".formatted(database, node);
  }
}
