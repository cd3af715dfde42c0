package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class HubAndConnectionIT {

  private final PerduraHttp http;

  HubAndConnectionIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "taskHub=DurableFunctionsHub&connection=Storage",
        "TASKHUB=DurableFunctionsHub&Connection=Storage",
        "taskHub=&connection=",
        "taskHub=%20",
        "connection=AzureWebJobsStorage",
        "connectionName=Storage",
        "code=whatever"
      })
  void ownHubAndConnectionMayBeNamedOrLeftOut(String query) {
    String id = PerduraHttp.newId("hub");

    String location =
        assertJson(http.post("/orchestrators/Labelled/" + id + "?" + query), 202)
            .path("statusQueryGetUri")
            .asText();

    assertThat(location).endsWith("?taskHub=DurableFunctionsHub&connection=Storage");
    http.awaitStatus(id, "Running");
    assertJson(http.get("/instances/" + id + "?" + query), 202);
    assertBodiless(http.post("/instances/" + id + "/terminate?" + query), 202);
    http.awaitStatus(id, "Terminated");
    assertJson(http.delete("/instances/" + id + "?" + query), 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "taskHub=elsewhere",
        "taskhub=elsewhere",
        "connection=elsewhere",
        "connectionName=elsewhere"
      })
  void unknownHubOrConnectionAnswers404WithAMessageOnEveryRoute(String query) {
    String id = Instances.running(http);
    String fresh = PerduraHttp.newId("hub");

    assertProblem(http.post("/orchestrators/HelloCities/" + fresh + "?" + query), 404);
    assertProblem(http.get("/instances/" + id + "?" + query), 404);
    assertProblem(http.get("/instances?" + query), 404);
    assertProblem(http.delete("/instances/" + id + "?force=true&" + query), 404);
    assertProblem(http.post("/instances/" + id + "/terminate?" + query), 404);
    assertProblem(http.post("/instances/" + id + "/raiseEvent/Approval?" + query, "true"), 404);

    assertBodiless(http.status(fresh), 404);
    assertThat(http.status(id).json().path("runtimeStatus").asText()).isEqualTo("Running");
  }
}
