package io.perdura.bootstrap;

import io.perdura.dispatcher.NodeSettings;
import io.perdura.http.PublicUrls;
import io.perdura.httpcall.HttpCallSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * All settings, checked.
 *
 * @param connections the default one first
 * @param connectionAliases other names of the default connection
 * @param node how this process takes part in each task hub
 * @param functionsFolder where JARs with functions are, or null
 * @param samples whether the sample functions and their HTTP triggers are there
 * @param maxBodyBytes longest request body
 * @param publicUrls where clients reach the application
 * @param httpCalls what HTTP calls of orchestrators may do
 * @param localUrl where the start-up lines say it is reached, or null when that is not known
 */
record Settings(
    List<ConnectionSettings> connections,
    Set<String> connectionAliases,
    NodeSettings node,
    KeySettings keys,
    Path functionsFolder,
    boolean samples,
    int maxBodyBytes,
    PublicUrls publicUrls,
    HttpCallSettings httpCalls,
    String localUrl) {

  /** Of the default connection, where the system keys are. */
  DatabaseSettings defaultDatabase() {
    return connections.get(0).database();
  }

  /** Without the keys, so that they cannot end up in a log. */
  @Override
  public String toString() {
    return "Settings[%s, %s]".formatted(connections, node);
  }
}
