package io.perdura.contract;

import io.perdura.testing.PerduraHttp;

/** Instances in the states that the contract tells apart. Each method returns a new id. */
final class Instances {

  static final String UNKNOWN = "no-such-instance";

  private Instances() {}

  /** Waits for an event for an hour. */
  static String running(PerduraHttp http) {
    String id = PerduraHttp.newId("running");
    http.start("HumanInteraction", id, "{\"timeoutSeconds\": 3600}");
    http.awaitStatus(id, "Running");
    return id;
  }

  static String completed(PerduraHttp http) {
    String id = PerduraHttp.newId("completed");
    http.start("HelloCities", id);
    http.awaitStatus(id, "Completed");
    return id;
  }

  /** Failed with the message "out of paper". */
  static String failed(PerduraHttp http) {
    String id = PerduraHttp.newId("failed");
    http.start("Broken", id);
    http.awaitStatus(id, "Failed");
    return id;
  }

  static String terminated(PerduraHttp http) {
    String id = running(http);
    http.accept("/instances/" + id + "/terminate?reason=enough");
    http.awaitStatus(id, "Terminated");
    return id;
  }

  /** One instance of each terminal state that can be reached over HTTP. */
  static String[] finished(PerduraHttp http) {
    return new String[] {completed(http), failed(http), terminated(http)};
  }
}
