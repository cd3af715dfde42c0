package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ApiBase;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.RawHttp;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(ApiBase.class)
@ExtendWith(ServerLogOnFailure.class)
class KeyIT {

  private static final String KEY = "s3cr3t/+=ü";

  /** Headers hold no other letters than those of ASCII. */
  private static final String HEADER_KEY = "plain";

  private static final String CODE = "code=" + PerduraHttp.encode(KEY);
  private static PerduraServer server;

  @Parameter private ApiBase base;

  @BeforeAll
  static void startServer() {
    server =
        PerduraServer.named("key")
            .on(TestDatabase.H2.fresh())
            .withKey(KEY)
            .with("perdura.keys", "header:manage:" + HEADER_KEY)
            .start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private PerduraHttp http() {
    return server.client(base);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /orchestrators/NoSuchThing",
    "GET, /instances/",
    "GET, /INSTANCES?code",
    "HEAD, /instances/some-id"
  })
  void withoutTheKeyNobodyLearnsWhatThereIs(String method, String path) {
    assertBodiless(http().request(method, path), 401);
  }

  /** Path parameters, which no base path has, must not lead around the check. */
  @ParameterizedTest
  @ValueSource(strings = {";", ";a=b"})
  void pathParametersInTheBasePathLeadNowhere(String parameters) {
    String path = base.path();
    int afterFirst = path.indexOf('/', 1) < 0 ? path.length() : path.indexOf('/', 1);
    String early = path.substring(0, afterFirst) + parameters + path.substring(afterFirst);

    for (String written : List.of(early, path + parameters)) {
      assertBodiless(RawHttp.send(server.origin(), "GET", written + "/instances"), 404);
      assertBodiless(
          RawHttp.send(server.origin(), "POST", written + "/orchestrators/HelloCities"), 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code=", "code=wrong", "code=S3CR3T%2F%2B%3D%C3%BC", "key=s3cr3t"})
  void wrongKeyAnswers401(String query) {
    assertBodiless(http().get("/instances?" + query), 401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "CODE"})
  void keyInTheQueryIsAcceptedPercentEncoded(String name) {
    assertJson(http().get("/instances?" + name + "=" + PerduraHttp.encode(KEY)), 200);
  }

  @Test
  void keyInTheHeaderIsReadFirst() {
    assertBodiless(http().getWith("x-functions-key", "wrong", "/instances?" + CODE), 401);
  }

  @Test
  void keyInTheHeaderIsAccepted() {
    assertJson(http().getWith("x-functions-key", HEADER_KEY, "/instances"), 200);
    assertJson(http().getWith("X-Functions-Key", HEADER_KEY, "/instances?code=wrong"), 200);
  }

  @Test
  void urisCarryTheKeyAndLeadBack() {
    JsonNode payload = http().post("/orchestrators/HelloCities?" + CODE).json();

    for (String field : new String[] {"statusQueryGetUri", "terminatePostUri", "restartPostUri"}) {
      assertThat(payload.path(field).asText())
          .endsWith("taskHub=DurableFunctionsHub&connection=Storage&" + CODE);
    }
    HttpRequest.Builder follow =
        HttpRequest.newBuilder(URI.create(payload.path("statusQueryGetUri").asText()));
    assertThat(PerduraHttp.send(follow).status()).isIn(200, 202);
  }
}
