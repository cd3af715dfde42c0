package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ApiBase;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.PerduraServerBuilder;
import io.perdura.testing.RawHttp;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ServerLogOnFailure.class)
class PublicUrlIT {

  private static final String KEY = "k3y";
  private static final String[] MISLEADING = {
    "Host: evil.example",
    "Forwarded: host=evil.example;proto=https",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Port: 444",
    "X-Forwarded-Prefix: /evil"
  };

  private static PerduraServer fixed;
  private static PerduraServer behindProxy;
  private static PerduraServer behindAnotherProxy;

  @BeforeAll
  static void startServers() {
    fixed =
        server("fixed")
            .with("perdura.http.public-url", "https://flows.example/durable/")
            .with("perdura.http.trusted-proxies", "127.0.0.0/8")
            .start();
    behindProxy =
        server("proxy").with("perdura.http.trusted-proxies", "10.1.1.1,127.0.0.1").start();
    behindAnotherProxy = server("other").with("perdura.http.trusted-proxies", "10.0.0.0/8").start();
  }

  private static PerduraServerBuilder server(String name) {
    return PerduraServer.named("public-url-" + name).on(TestDatabase.H2.fresh()).withKey(KEY);
  }

  @AfterAll
  static void stopServers() {
    fixed.close();
    behindProxy.close();
    behindAnotherProxy.close();
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void withAPublicUrlNoHeaderMovesAKeyToAnotherHost(ApiBase base) {
    String root = "https://flows.example/durable" + base.path();

    assertLeadsTo(root, start(fixed, base, MISLEADING));
    assertThat(statusLocation(fixed, base, MISLEADING)).startsWith(root + "/instances/");
    assertThat(purgeLocation(fixed, base, MISLEADING)).startsWith(root + "/purges/");
  }

  @Test
  void withAPublicUrlNoHeaderMovesTheKeyThatAnApplicationHandsOut() {
    String root = "https://flows.example/durable" + ApiBase.V2.path();

    assertLeadsTo(
        root, RawHttp.send(fixed.origin(), "POST", "/api/orchestrators/HelloCities", MISLEADING));
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void headersOfASenderThatIsNotTrustedAreNotBelieved(ApiBase base) {
    String own = behindAnotherProxy.origin().getAuthority();
    String[] headers = MISLEADING.clone();
    headers[0] = "Host: " + own;
    String root = "http://" + own + base.path();

    assertLeadsTo(root, start(behindAnotherProxy, base, headers));
    assertThat(statusLocation(behindAnotherProxy, base, headers)).startsWith(root + "/instances/");
    assertThat(purgeLocation(behindAnotherProxy, base, headers)).startsWith(root + "/purges/");
  }

  @ParameterizedTest
  @EnumSource(ApiBase.class)
  void headersOfATrustedProxyTellWhereTheApplicationIs(ApiBase base) {
    String[] extended = {
      "X-Forwarded-Host: flows.example",
      "X-Forwarded-Proto: https",
      "X-Forwarded-Port: 8443",
      "X-Forwarded-Prefix: /durable"
    };
    String root = "https://flows.example:8443/durable" + base.path();

    assertLeadsTo(root, start(behindProxy, base, extended));
    assertThat(statusLocation(behindProxy, base, extended)).startsWith(root + "/instances/");
    assertLeadsTo(
        "https://standard.example" + base.path(),
        start(behindProxy, base, "Forwarded: for=192.0.2.1;host=standard.example;proto=https"));
  }

  private static Answer start(PerduraServer server, ApiBase base, String... headers) {
    String target = base.path() + "/orchestrators/HumanInteraction?code=" + KEY;
    return RawHttp.send(server.origin(), "POST", target, headers);
  }

  /** Every URL of a start's answer begins with the root. */
  private static void assertLeadsTo(String root, Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    assertThat(answer.header("Location").orElseThrow()).startsWith(root + "/instances/");
    answer
        .json()
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().equals("id")) {
                assertThat(member.getValue().asText()).startsWith(root + "/instances/");
              }
            });
    assertThat(answer.body()).contains("&code=" + KEY).doesNotContain("evil");
  }

  private static String purgeLocation(PerduraServer server, ApiBase base, String... headers) {
    String target = base.path() + "/instances?createdTimeFrom=2999-01-01&code=" + KEY;
    String[] more = Arrays.copyOf(headers, headers.length + 1);
    more[headers.length] = "Prefer: respond-async";
    return RawHttp.send(server.origin(), "DELETE", target, more).header("Location").orElseThrow();
  }

  private static String statusLocation(PerduraServer server, ApiBase base, String... headers) {
    PerduraHttp http = server.client(base);
    URI started =
        URI.create(
            http.post("/orchestrators/HumanInteraction?code=" + KEY)
                .json()
                .path("statusQueryGetUri")
                .asText());
    String path = started.getPath().substring(started.getPath().indexOf(base.path()));
    return RawHttp.send(server.origin(), "GET", path + "?code=" + KEY, headers)
        .header("Location")
        .orElseThrow();
  }
}
