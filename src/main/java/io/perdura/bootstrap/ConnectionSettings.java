package io.perdura.bootstrap;

import java.util.List;

/**
 * A named database connection (contract, section 2). The first is configured by {@code
 * perdura.connection.name}, {@code perdura.database.*}, {@code perdura.taskhub.name} and {@code
 * perdura.taskhubs}; each name in {@code perdura.connections} adds one:
 *
 * <pre>
 * perdura.connections=Archive                              PERDURA_CONNECTIONS
 * perdura.connection.Archive.url=jdbc:mysql://...          PERDURA_CONNECTION_ARCHIVE_URL
 * perdura.connection.Archive.user=...                      PERDURA_CONNECTION_ARCHIVE_USER
 * perdura.connection.Archive.password=...                  PERDURA_CONNECTION_ARCHIVE_PASSWORD
 * perdura.connection.Archive.jndi=jdbc/archive             PERDURA_CONNECTION_ARCHIVE_JNDI
 * perdura.connection.Archive.taskhubs=orders,billing       PERDURA_CONNECTION_ARCHIVE_TASKHUBS
 * </pre>
 *
 * @param name what requests call it
 * @param taskHubs its hubs; the name of the default hub alone when none are configured
 */
record ConnectionSettings(String name, DatabaseSettings database, List<String> taskHubs) {}
