package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ApiBase;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServerLogOnFailure.class)
class OpenApiIT {

  /** A route of the document, with something in the place of its parameters. */
  private record Route(String method, String path) {

    Answer call(PerduraHttp http, String query) {
      return http.request(method, path + "?" + query);
    }
  }

  private static final Set<Route> CONCERN_NO_HUB =
      Set.of(
          new Route("GET", "/openapi.json"),
          new Route("POST", "/entities"),
          new Route("DELETE", "/entities"));

  private static PerduraServer server;

  @BeforeAll
  static void startServer() {
    server =
        PerduraServer.named("openapi")
            .on(TestDatabase.H2.fresh())
            .under("/durable")
            .withKey("k3y")
            .with("perdura.keys", "watcher:read:l00k")
            .start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void documentIsAtTheRootForEverybodyAndItsServersAnswer() {
    PerduraHttp http = server.client(ApiBase.V2);

    JsonNode document = assertJson(http.get(http.applicationUri("/openapi.json")), 200);

    assertThat(document.path("openapi").asText()).startsWith("3.");
    assertThat(document.path("servers")).hasSize(3);
    for (JsonNode each : document.path("servers")) {
      assertJson(http.get(URI.create(each.path("url").asText() + "/instances?code=k3y")), 200);
    }
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void documentIsPartOfTheApiForThoseWithAKey(ApiBase base) {
    PerduraHttp http = server.client(base);

    assertBodiless(http.get("/openapi.json"), 401);
    assertThat(assertJson(http.get("/OpenAPI.json/?code=k3y"), 200).path("paths")).isNotEmpty();
  }

  private static List<Route> routes(PerduraHttp http) {
    JsonNode document = http.get(http.applicationUri("/openapi.json")).json();
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        operation ->
                            new Route(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replaceAll("\\{\\w+}", "1"))))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void everyRouteOfTheDocumentAsksForAKeyThatIsGoodForIt(ApiBase base) {
    PerduraHttp http = server.client(base);

    assertThat(routes(http))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            route -> {
              assertBodiless(route.call(http, "code=wrong"), 401);
              if (route.method().equals("GET")) {
                assertThat(route.call(http, "code=l00k").status()).isIn(200, 404);
              } else {
                assertProblem(route.call(http, "code=l00k"), 403);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"taskHub", "connection"})
  void everyRouteThatConcernsAHubAnswers404WithAMessageForAnUnknownOne(String parameter) {
    PerduraHttp http = server.client(ApiBase.V2);

    assertThat(routes(http))
        .filteredOn(route -> !CONCERN_NO_HUB.contains(route))
        .allSatisfy(
            route -> {
              JsonNode problem =
                  assertProblem(route.call(http, "code=k3y&" + parameter + "=nowhere"), 404);
              assertThat(problem.path("Message").asText()).contains("nowhere");
            });
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void makePrimaryIsAnsweredWith200AndNothing(ApiBase base) {
    PerduraHttp http = server.client(base);

    assertBodiless(http.post("/makeprimary?code=k3y"), 200);
    assertBodiless(http.post("/MakePrimary/?code=k3y"), 200);
    assertBodiless(http.get("/makeprimary?code=k3y"), 404);
    assertThat(http.post("/makeprimary?code=k3y&taskHub=nowhere").status()).isEqualTo(404);
  }
}
