package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;

/** Instances in the states that the contract tells apart. Each method returns a new id. */
final class Instances {

  static final String UNKNOWN = "no-such-instance";

  private Instances() {}

  /** Begins in a thousand years. */
  static String pending(PerduraHttp http) {
    String id = PerduraHttp.newId("pending");
    assertJson(http.post("/orchestrators/Echo/" + id + "?startTime=2999-01-01"), 202);
    http.awaitStatus(id, "Pending");
    return id;
  }

  /** Waits for an event for an hour. */
  static String running(PerduraHttp http) {
    String id = PerduraHttp.newId("running");
    http.start("HumanInteraction", id, "{\"timeoutSeconds\": 3600}");
    http.awaitStatus(id, "Running");
    return id;
  }

  /** Waits for an event, and to be resumed. */
  static String suspended(PerduraHttp http) {
    String id = running(http);
    assertBodiless(http.post("/instances/" + id + "/suspend?reason=pause"), 202);
    http.awaitStatus(id, "Suspended");
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

  /** As exactly as the database keeps it; a status shows whole seconds. */
  static Instant createdTime(PerduraHttp http, String id) {
    JsonNode status = http.get("/instances/" + id + "?showHistory=true").json();
    return Instant.parse(status.path("historyEvents").get(0).path("Timestamp").asText());
  }

  /** One instance of each terminal state that can be reached over HTTP. */
  static String[] finished(PerduraHttp http) {
    return new String[] {completed(http), failed(http), terminated(http)};
  }
}
