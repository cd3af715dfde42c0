package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Whom orchestrators of a deployed WAR may call, as its settings say. */
class DurableHttpIT {

  @Test
  void onlyAllowedHostsAreCalledAndKeysStayOutOfTheLog() throws IOException {
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    target.start();
    int port = target.getAddress().getPort();
    try (PerduraServer server =
        PerduraServer.named("http-call")
            .on(TestDatabase.H2.fresh())
            .withTestFunctions()
            .with("perdura.http-call.allowed-hosts", "127.0.0.1:" + port)
            .with("perdura.http-call.allow-private-addresses", "true")
            .start()) {
      PerduraHttp http = server.client();

      String url = "http://%s:%d/?code=s3cret";
      assertThat(call(http, url.formatted("127.0.0.1", port), "Completed").asInt()).isEqualTo(204);
      assertThat(call(http, url.formatted("localhost", port), "Failed").asText())
          .contains("perdura.http-call.allowed-hosts")
          .doesNotContain("s3cret");
      assertThat(server.log()).doesNotContain("s3cret");
    } finally {
      target.stop(0);
    }
  }

  private static JsonNode call(PerduraHttp http, String uri, String runtimeStatus) {
    String id = PerduraHttp.newId("call");
    http.start("CallHttp", id, "\"%s\"".formatted(uri));
    return http.awaitStatus(id, runtimeStatus).path("output");
  }
}
