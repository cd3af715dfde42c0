package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import org.junit.jupiter.api.Test;

/** Contract, section 11. */
@ContractTest
class SuspendResumeIT {

  private final PerduraHttp http;

  SuspendResumeIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void suspendedInstanceTakesItsEventOnlyWhenResumed() {
    String id = Instances.running(http);

    assertBodiless(http.post("/instances/" + id + "/suspend?reason=pause"), 202);
    http.awaitStatus(id, "Suspended");
    assertThat(http.status(id).status()).isEqualTo(202);
    assertBodiless(http.post("/instances/" + id + "/raiseEvent/Approval", "true"), 202);
    JsonNode status = http.status(id).json();
    assertThat(status.path("runtimeStatus").asText()).isEqualTo("Suspended");
    assertThat(status.get("output").isNull()).isTrue();

    assertBodiless(http.post("/instances/" + id + "/resume?reason=go"), 202);
    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("Approved");
  }

  @Test
  void reasonsShowInTheHistory() {
    String id = Instances.running(http);
    http.accept("/instances/" + id + "/suspend?reason=lunch%20break");
    http.awaitStatus(id, "Suspended");
    http.accept("/instances/" + id + "/resume?reason=back");
    http.awaitStatus(id, "Running");

    String events =
        http.get("/instances/" + id + "?showHistory=true").json().path("historyEvents").toString();

    assertThat(events)
        .contains("\"EventType\":\"ExecutionSuspended\"", "\"Reason\":\"lunch break\"")
        .contains("\"EventType\":\"ExecutionResumed\"", "\"Reason\":\"back\"");
  }

  @Test
  void suspendingTwiceAndResumingTheRunningIsAcceptedAndChangesNothing() {
    String id = Instances.running(http);

    assertBodiless(http.post("/instances/" + id + "/resume"), 202);
    assertThat(http.status(id).json().path("runtimeStatus").asText()).isEqualTo("Running");
    assertBodiless(http.post("/instances/" + id + "/suspend"), 202);
    assertBodiless(http.post("/instances/" + id + "/suspend"), 202);
    http.awaitStatus(id, "Suspended");
  }

  @Test
  void suspendedInstanceCanBeTerminated() {
    String id = Instances.running(http);
    http.accept("/instances/" + id + "/suspend");

    assertBodiless(http.post("/instances/" + id + "/terminate?reason=x"), 202);

    http.awaitStatus(id, "Terminated");
  }
}
