package io.perdura.contract;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ServerLogOnFailure.class)
class ContextPathIT {

  private static PerduraServer server;

  @BeforeAll
  static void startServer() {
    server =
        PerduraServer.named("context-path")
            .on(TestDatabase.H2.fresh())
            .under("/durable")
            .withKey("secret")
            .start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void generatedUrisContainTheContextPathAndLeadBack(ApiBase base) {
    PerduraHttp http = server.client(base);

    JsonNode payload = assertJson(http.post("/orchestrators/HelloCities?code=secret"), 202);

    URI status = URI.create(payload.path("statusQueryGetUri").asText());
    assertThat(status.getPath()).startsWith("/durable" + base.path() + "/instances/");
    assertThat(http.get(status).status()).isIn(200, 202);
  }

  /** Cut off by its length, the context path leaves here what looks like a path of the API. */
  @Test
  void parametersOfTheContextPathDoNotLeadPastTheKey() {
    String target = "/durable;runtime/webhooks/durabletask/instances";

    assertThat(RawHttp.send(server.origin(), "GET", target).status()).isIn(401, 404);
  }
}
