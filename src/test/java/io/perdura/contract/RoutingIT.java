package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.RawHttp;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class RoutingIT {

  private final PerduraHttp http;

  RoutingIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void literalSegmentsMatchInAnyCase() {
    String id = PerduraHttp.newId("case");
    assertJson(http.post("/ORCHESTRATORS/Labelled/" + id), 202);
    http.awaitStatus(id, "Running");

    assertJson(http.get("/Instances/" + id), 202);
    assertBodiless(http.post("/INSTANCES/" + id + "/RAISEEVENT/Other", "1"), 202);
    assertBodiless(http.post("/instances/" + id + "/Terminate"), 202);
    http.awaitStatus(id, "Terminated");
    assertJson(http.delete("/INSTANCES/" + id), 200);
  }

  @Test
  void basePathMatchesInAnyCase() {
    String shouted = http.basePath().toUpperCase(Locale.ROOT);

    Answer answer = RawHttp.send(http.applicationUri(""), "GET", shouted + "/instances?top=1");

    assertJson(answer, 200);
  }

  @Test
  void trailingSlashIsIgnoredOnEveryRoute() {
    String id = PerduraHttp.newId("slash");
    assertJson(http.post("/orchestrators/Labelled/" + id + "/"), 202);
    http.awaitStatus(id, "Running");
    assertJson(http.post("/orchestrators/HelloCities/"), 202);

    assertJson(http.get("/instances/" + id + "/?showInput=false"), 202);
    assertJson(http.get("/instances/?top=1"), 200);
    assertBodiless(http.post("/instances/" + id + "/raiseEvent/Other/", "1"), 202);
    assertBodiless(http.post("/instances/" + id + "/terminate/?reason=x"), 202);
    http.awaitStatus(id, "Terminated");
    assertJson(http.delete("/instances/" + id + "/"), 200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /orchestrators/HelloCities",
    "GET, /orchestrators/HelloCities/some-id",
    "DELETE, /orchestrators/HelloCities",
    "POST, /instances",
    "POST, /instances/some-id",
    "GET, /instances/some-id/terminate",
    "DELETE, /instances/some-id/terminate",
    "GET, /instances/some-id/raiseEvent/E",
    "PUT, /instances/some-id",
    "PATCH, /instances/some-id",
    "PUT, /orchestrators/HelloCities",
    "PUT, /instances"
  })
  void wrongMethodAnswers404WithoutBody(String method, String path) {
    assertBodiless(http.request(method, path), 404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ''",
    "GET, /",
    "POST, /",
    "GET, /orchestrators",
    "POST, /orchestrators",
    "POST, /orchestrators/",
    "GET, /nothing",
    "POST, /orchestrators/HelloCities/some-id/extra",
    "GET, /instances/some-id/extra",
    "POST, /instances/some-id/explode",
    "POST, /instances/some-id/terminate/extra",
    "POST, /instances/some-id/raiseEvent/E/extra"
  })
  void unknownPathAnswers404WithoutBody(String method, String path) {
    assertBodiless(http.request(method, path), 404);
  }

  @Test
  void headOfAStatusIsHarmless() {
    Answer answer = http.request("HEAD", "/instances/" + Instances.completed(http));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void encodedSlashReachesNothing() {
    String id = PerduraHttp.newId("slash");

    assertBodiless(http.post("/orchestrators/HelloCities/" + id + "%2Fx"), 404);

    assertThat(http.get("/instances?instanceIdPrefix=" + id).json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "%2e", "%2E%2e", "..;x", "%u0041"})
  void segmentsThatContainersMistrustReachNothing(String segment) {
    String path = http.basePath() + "/instances/" + segment;

    assertBodiless(RawHttp.send(http.applicationUri(""), "GET", path), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%C3", "%FF"})
  void brokenPercentEncodingIsNoServerError(String segment) {
    Answer answer =
        RawHttp.send(http.applicationUri(""), "GET", http.basePath() + "/instances/" + segment);

    assertThat(answer.status()).isIn(400, 404);
  }

  /** As curl sends it with -d ''. */
  @ParameterizedTest
  @ValueSource(strings = {"?reason=100%", "?%zz=1", "?reason=%"})
  void brokenQueryOfAnEmptyFormIsNotLeftToTheContainer(String query) {
    String path = http.basePath() + "/instances/no-one/terminate" + query;
    String form = "Content-Type: application/x-www-form-urlencoded";

    assertBodiless(RawHttp.send(http.applicationUri(""), "POST", path, form), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?%zz=1", "?taskHub=%", "?&&=&", "?showInput=%FF"})
  void brokenQueryIsNoServerError(String query) {
    Answer answer =
        RawHttp.send(http.applicationUri(""), "GET", http.basePath() + "/instances/no-one" + query);

    assertThat(answer.status()).isIn(400, 404);
  }
}
