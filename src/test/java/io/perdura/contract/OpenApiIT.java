package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.ApiBase;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ServerLogOnFailure.class)
class OpenApiIT {

  private static PerduraServer server;

  @BeforeAll
  static void startServer() {
    server =
        PerduraServer.named("openapi")
            .on(TestDatabase.H2.fresh())
            .under("/durable")
            .withKey("k3y")
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
