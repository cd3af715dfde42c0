package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class TerminateIT {

  private final PerduraHttp http;

  TerminateIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @CsvSource({
    "reason=customer%20cancelled, customer cancelled",
    "reason=customer+cancelled, customer cancelled",
    "REASON=%C3%A4%2Bb%26c, ä+b&c"
  })
  void reasonBecomesTheOutput(String query, String reason) {
    String id = Instances.running(http);

    assertBodiless(http.post("/instances/" + id + "/terminate?" + query), 202);

    JsonNode status = http.awaitStatus(id, "Terminated");
    assertThat(status.path("output").asText()).isEqualTo(reason);
  }

  @Test
  void reasonIsOptional() {
    String id = Instances.running(http);

    assertBodiless(http.post("/instances/" + id + "/terminate"), 202);

    http.awaitStatus(id, "Terminated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json {", "{}"})
  void bodyIsIgnored(String body) {
    String id = Instances.running(http);

    assertBodiless(http.post("/instances/" + id + "/terminate?reason=x", body), 202);

    http.awaitStatus(id, "Terminated");
  }

  @Test
  void terminateOfAJustStartedInstanceIsAccepted() {
    String id = PerduraHttp.newId("terminate");
    http.start("Labelled", id);

    assertBodiless(http.post("/instances/" + id + "/terminate"), 202);

    http.awaitStatus(id, "Terminated");
  }

  @ParameterizedTest
  @CsvSource({
    "recursive=true, true",
    "RECURSIVE=True, true",
    "recursive=false, false",
    "x=y, false"
  })
  void childrenEndOnlyWhenAskedFor(String query, boolean ends) {
    String id = PerduraHttp.newId("family");
    http.start("LabelledParent", id);
    http.awaitStatus(id + "-child", "Running");

    assertBodiless(http.post("/instances/" + id + "/terminate?reason=all&" + query), 202);

    http.awaitStatus(id, "Terminated");
    if (ends) {
      JsonNode child = http.awaitStatus(id + "-child", "Terminated");
      assertThat(child.path("output").asText()).isEqualTo("all");
    } else {
      http.raise(id + "-child", "Go", "1");
      http.awaitStatus(id + "-child", "Completed");
    }
  }

  @Test
  void terminateOfAFinishedInstanceAnswers410AndChangesNothing() {
    for (String id : Instances.finished(http)) {
      JsonNode before = http.status(id).json();

      assertBodiless(http.post("/instances/" + id + "/terminate?reason=late"), 410);

      assertThat(http.status(id).json()).isEqualTo(before);
    }
  }

  @Test
  void resultOfAnActivityThatEndsAfterwardsChangesNothing() {
    String id = PerduraHttp.newId("terminate");
    try (Gate gate = new Gate(http, id)) {
      http.accept("/instances/" + id + "/terminate?reason=enough");
      JsonNode status = http.awaitStatus(id, "Terminated");
      gate.open();

      Awaitility.await()
          .during(Duration.ofSeconds(1))
          .atMost(LIMIT)
          .until(() -> http.status(id).json().equals(status));
    }
  }
}
