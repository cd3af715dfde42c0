package io.perdura.testing;

import java.util.Map;

/**
 * A database for one server, or for several.
 *
 * @param url its JDBC URL, or null for the embedded one
 * @param settings the system properties that make a server use it
 */
public record Database(String url, Map<String, String> settings) {}
