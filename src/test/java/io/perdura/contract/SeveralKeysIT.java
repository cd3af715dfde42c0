package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

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

@ParameterizedClass
@EnumSource(TestDatabase.class)
@ExtendWith(ServerLogOnFailure.class)
class SeveralKeysIT {

  @Parameter private TestDatabase kind;

  private static SharedDatabase database;
  private static PerduraServer server;
  private static PerduraHttp http;

  @BeforeParameterizedClassInvocation
  static void startServer(TestDatabase kind) {
    database = SharedDatabase.fresh(kind);
    server =
        database
            .configure(PerduraServer.named("keys-" + kind))
            .withKey("configured-key")
            .with("perdura.keys", "watcher:read:configured-look,robot:manage:configured:robot")
            .start();
    http = server.client(ApiBase.V2);
  }

  @AfterParameterizedClassInvocation
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"configured-key", "configured:robot"})
  void urlsCarryTheKeyThatTheCallerUsed(String key) {
    String code = "code=" + PerduraHttp.encode(key);

    assertThat(start(key).json().path("statusQueryGetUri").asText()).endsWith("&" + code);
  }

  @Test
  void urlsOfAnApplicationCarryTheCallersKeyOrElseTheDefaultOne() {
    String path = "/api/async_http_api";

    assertThat(statusUri(http.post(http.applicationUri(path), "{}", "application/json")))
        .endsWith("&code=configured-key");
    URI withKey = http.applicationUri(path + "?code=configured-look");
    assertThat(statusUri(http.post(withKey, "{}", "application/json")))
        .endsWith("&code=configured-look");
  }

  private static String statusUri(Answer started) {
    return assertJson(started, 202).path("statusQueryGetUri").asText();
  }

  @Test
  void readKeyOpensGetAndHeadOnly() {
    String id = start("configured-key").json().path("id").asText();
    String code = "?code=configured-look";

    assertThat(http.get("/instances/" + id + code).status()).isIn(200, 202);
    assertJson(http.get("/instances" + code), 200);
    assertThat(http.request("HEAD", "/instances" + code).status()).isEqualTo(200);
    assertRefused(http.post("/orchestrators/HelloCities" + code));
    assertRefused(http.post("/instances/" + id + "/terminate" + code));
    assertRefused(http.post("/instances/" + id + "/raiseEvent/E" + code, "1"));
    assertRefused(http.delete("/instances/" + id + code));
  }

  private static void assertRefused(Answer answer) {
    assertProblem(answer, 403);
    assertThat(answer.body()).doesNotContain("configured-look");
  }

  @Test
  void keyInTheTableIsInForceUntilItIsChangedOrRemoved() {
    assertBodiless(start("first"), 401);

    database.execute("INSERT INTO system_keys (name, key_value) VALUES ('rotated', 'first')");
    awaitStart("first", 202);

    database.execute("UPDATE system_keys SET key_value = 'second' WHERE name = 'rotated'");
    awaitStart("second", 202);
    assertBodiless(start("first"), 401);

    database.execute("UPDATE system_keys SET scope = 'read' WHERE name = 'rotated'");
    awaitStart("second", 403);

    database.execute("DELETE FROM system_keys WHERE name = 'rotated'");
    awaitStart("second", 401);
    assertThat(start("configured-key").status()).isEqualTo(202);
  }

  @Test
  void generatedKeyIsReplacedByOneOfAnOperatorForGood() {
    SharedDatabase own = SharedDatabase.fresh(kind);
    try (PerduraServer generating =
        own.configure(PerduraServer.named("key-" + kind))
            .with("perdura.key.open-to-loopback", "false")
            .start()) {
      assertBodiless(generating.client(ApiBase.V2).get("/instances"), 401);
      assertThat(generating.log()).doesNotContain(own.text("SELECT key_value FROM system_keys"));
      generating.stop();
      own.execute("INSERT INTO system_keys (name, key_value) VALUES ('mine', 'replacement')");
      own.execute("DELETE FROM system_keys WHERE name <> 'mine'");
      generating.restart();

      assertThat(own.count("SELECT COUNT(*) FROM system_keys")).isEqualTo(1);
      assertJson(generating.client(ApiBase.V2).get("/instances?code=replacement"), 200);
    }
  }

  @Test
  void aConfiguredKeyHidesTheStoredOneOfItsName() {
    database.execute(
        """
        INSERT INTO system_keys (name, key_value)
        VALUES ('robot', 'stored-robot'), ('neighbour', 'stored-neighbour')
        """);
    awaitStart("stored-neighbour", 202);

    assertBodiless(start("stored-robot"), 401);
    assertThat(start("configured:robot").status()).isEqualTo(202);
  }

  @Test
  void keysAreNeverLogged() {
    start("configured-key");
    start("configured:robot");
    assertNoKeyIn(server.log());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /orchestrators/Nobody, 400",
    "POST, /orchestrators/HelloCities/@x, 400",
    "POST, /orchestrators/HelloCities?timeout=x, 400",
    "POST, /instances/nobody/restart, 400",
    "POST, /entities/Nobody/k, 404",
    "GET, /instances?createdTimeFrom=x, 400",
    "GET, /instances?top=0, 400",
    "GET, /instances?taskHub=nowhere, 404",
    "GET, /instances?instanceIdPrefix=%ff, 400",
    "DELETE, /instances, 400"
  })
  void errorsTellNoKeyToTheClientNorToTheLog(String method, String path, int status) {
    String key = (path.contains("?") ? "&" : "?") + "code=configured-key";

    Answer answer = http.request(method, path + key);

    assertNoKeyIn(assertProblem(answer, status).toString());
    assertNoKeyIn(server.log());
  }

  private static void assertNoKeyIn(String text) {
    assertThat(text).doesNotContain("configured-key", "configured:robot", "-look");
  }

  private void awaitStart(String key, int status) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> start(key).status() == status);
  }

  private Answer start(String key) {
    return http.post("/orchestrators/HelloCities?code=" + PerduraHttp.encode(key));
  }
}
