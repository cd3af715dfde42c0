package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ApiBase;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.SharedDatabase;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two hubs on the default connection, and two more connections that share a database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@ExtendWith(ServerLogOnFailure.class)
class SeveralHubsIT {

  @Parameter private TestDatabase kind;

  private static PerduraServer server;
  private static PerduraHttp http;

  @BeforeParameterizedClassInvocation
  static void startServer(TestDatabase kind) {
    SharedDatabase archive = SharedDatabase.fresh(kind);
    server =
        SharedDatabase.fresh(kind)
            .configure(PerduraServer.named("hubs-" + kind))
            .with("perdura.taskhubs", "orders")
            .with("perdura.connections", "Archive, Reports")
            .with("perdura.connection.Archive.url", archive.url())
            .with("perdura.connection.Archive.user", archive.user())
            .with("perdura.connection.Archive.password", archive.password())
            .withEnvironment("PERDURA_CONNECTION_REPORTS_URL", archive.url())
            .withEnvironment("PERDURA_CONNECTION_REPORTS_USER", archive.user())
            .withEnvironment("PERDURA_CONNECTION_REPORTS_PASSWORD", archive.password())
            .withEnvironment("PERDURA_CONNECTION_REPORTS_TASKHUBS", "billing,Summaries")
            .start();
    http = server.client(ApiBase.V2);
  }

  @AfterParameterizedClassInvocation
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', DurableFunctionsHub, Storage",
    "taskHub=Orders, orders, Storage",
    "taskHub=orders&connection=AzureWebJobsStorage, orders, Storage",
    "connection=archive, DurableFunctionsHub, Archive",
    "connectionName=Archive&taskHub=, DurableFunctionsHub, Archive",
    "connection=Reports&taskHub=billing, billing, Reports",
    "connection=Reports&taskHub=SUMMARIES, Summaries, Reports"
  })
  void instanceRunsInTheHubThatTheRequestNamesAndItsUrlsLeadThere(
      String query, String hub, String connection) {
    JsonNode payload = assertJson(http.post("/orchestrators/HelloCities?" + query), 202);

    String status = payload.path("statusQueryGetUri").asText();
    assertThat(status).endsWith("?taskHub=" + hub + "&connection=" + connection);
    awaitCompletion(URI.create(status));
  }

  private void awaitCompletion(URI status) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> http.get(status).status() == 200);
  }

  @Test
  void sameIdInSeveralHubsMeansSeveralInstances() {
    String id = PerduraHttp.newId("same");
    String path = "/orchestrators/HumanInteraction/" + id;
    assertJson(http.post(path + "?taskHub=orders", "{\"timeoutSeconds\": 3600}"), 202);

    assertBodiless(http.get("/instances/" + id), 404);
    assertBodiless(http.get("/instances/" + id + "?connection=Archive"), 404);
    assertThat(http.get("/instances?connection=Archive&instanceIdPrefix=" + id).json()).isEmpty();
    assertJson(http.post(path + "?connection=Archive", "{\"timeoutSeconds\": 3600}"), 202);

    assertBodiless(http.post("/instances/" + id + "/terminate?taskHub=orders"), 202);
    awaitCompletion(http.uri("/instances/" + id + "?taskHub=orders"));
    assertJson(http.get("/instances/" + id + "?connection=Archive"), 202);
  }

  @ParameterizedTest
  @CsvSource({
    "taskHub=billing, DurableFunctionsHub, orders",
    "connection=Reports, billing, Summaries",
    "connection=Archive&taskHub=orders, Archive, DurableFunctionsHub",
    "connection=nowhere, Storage, Reports"
  })
  void whatIsNotConfiguredAnswers404NamingWhatIs(String query, String one, String other) {
    Answer answer = http.get("/instances?" + query);

    assertThat(assertProblem(answer, 404).path("Message").asText()).contains(one, other);
  }

  @Test
  void startUpLinesListEveryHubAndNoPassword() {
    assertThat(server.log())
        .contains("Task hub: DurableFunctionsHub on connection Storage (8 partitions)")
        .contains("Task hub: orders on connection Storage (8 partitions)")
        .contains("Task hub: DurableFunctionsHub on connection Archive (8 partitions)")
        .contains("Task hub: billing on connection Reports (8 partitions)")
        .contains("Task hub: Summaries on connection Reports (8 partitions)")
        .contains("Database of connection Archive: jdbc:");
  }
}
