package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ApiBase;
import io.perdura.testing.FinishedInstances;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.SharedDatabase;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
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

  private static SharedDatabase archive;
  private static PerduraServer server;
  private static PerduraHttp http;

  @BeforeParameterizedClassInvocation
  static void startServer(TestDatabase kind) {
    archive = SharedDatabase.fresh(kind);
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

  @Test
  void aLargeHubIsCountedUpTo10000UnlessExactlyAndPurgedWithoutTheOtherHubs() throws SQLException {
    String small = "connection=Reports&taskHub=billing";
    String id = PerduraHttp.newId("other");
    assertJson(http.post("/orchestrators/HelloCities/" + id + "?timeout=30&" + small), 200);
    String large = "connection=Reports&taskHub=Summaries&name=" + FinishedInstances.NAME;
    try (Connection connection = archive.connect()) {
      FinishedInstances.store(connection, "Summaries", 10_001);
    }

    assertThat(http.get("/counts/instances?" + large).body())
        .isEqualTo("{\"count\":10000,\"capped\":true}");
    assertThat(http.get("/counts/instances?exact=true&" + large).body())
        .isEqualTo("{\"count\":10001,\"capped\":false}");
    assertThat(http.delete("/instances?createdTimeFrom=2000-01-01&" + large).body())
        .isEqualTo("{\"instancesDeleted\":10001}");
    assertJson(http.get("/instances/" + id + "?" + small), 200);
  }

  @Test
  void aBackgroundPurgeThatIsAtWorkIsShownAndCancelledInItsHubOnly() {
    long nobody = -1;
    archive.execute(
        """
        INSERT INTO purges (hub, state, created_from, created_to, statuses, id_prefixes, deleted,
               requested_time, updated_time, claimed_by)
        SELECT id, 'RUNNING', '2000-01-01', '2000-01-02', 'COMPLETED', '', 5,
               '2026-01-01', '2026-01-01', %d
          FROM task_hubs WHERE name = 'billing'
        """
            .formatted(nobody));
    String purge = "/purges/" + archive.count("SELECT MAX(id) FROM purges") + "?connection=Reports";
    String own = purge + "&taskHub=billing";

    assertBodiless(http.get(purge + "&taskHub=Summaries"), 404);
    assertBodiless(http.delete(purge + "&taskHub=Summaries"), 404);
    assertThat(assertJson(http.get(own), 202).path("instancesDeleted").asInt()).isEqualTo(5);
    assertThat(assertJson(http.delete(own), 200).path("state").asText()).isEqualTo("Canceled");
    assertThat(assertJson(http.get(own), 200).path("state").asText()).isEqualTo("Canceled");
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
        .contains("Database of connection Archive: jdbc:")
        .doesNotContain("s3cret");
  }
}
