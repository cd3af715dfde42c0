package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.RawHttp;
import io.perdura.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 10,000 random and malformed requests: never a 500, a hang, a body that is not JSON or a request
 * that fails in the log, and the server still works.
 */
class RandomRequestsIT {

  private static final int REQUESTS = 10_000;
  private static final String REQUEST_FRAME =
      "\\n\\s+at (org\\.glassfish|org\\.eclipse\\.jetty|jakarta|io\\.perdura\\.http)\\.";
  private static final List<String> METHODS =
      List.of("GET", "POST", "DELETE", "PUT", "HEAD", "FOO");
  private static final List<String> SEGMENTS =
      List.of(
          "instances",
          "INSTANCES",
          "orchestrators",
          "entities",
          "counts",
          "purges",
          "raiseEvent",
          "terminate",
          "suspend",
          "resume",
          "rewind",
          "restart",
          "HelloCities",
          "Counter",
          "a",
          "b",
          "@counter@a",
          "$",
          "%20",
          "%25",
          "%2F",
          "%C3%A4",
          "%FF",
          "..",
          "",
          "null",
          "1e9",
          "a%00b");
  private static final List<String> NAMES =
      List.of(
          "taskHub",
          "connection",
          "top",
          "runtimeStatus",
          "createdTimeFrom",
          "createdTimeTo",
          "instanceIdPrefix",
          "showInput",
          "showHistory",
          "timeout",
          "pollingInterval",
          "onConflict",
          "orderBy",
          "orderDirection",
          "op",
          "force",
          "exact",
          "reason",
          "name",
          "fetchState",
          "code");
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "99999999999999999999",
          "true",
          "Running",
          "Failed,Bogus",
          "2026-03-01",
          "2026-13-45T99:99:99Z",
          "9999-12-31T23:59:59.9999999Z",
          "%F0%9F%98%80",
          "%zz",
          "'",
          "asc",
          "createdTime",
          "a%00",
          "%25",
          "reject",
          "0.01",
          "NaN",
          "1e309");
  private static final List<String> BODIES =
      List.of(
          "", "{}", "[", "null", "\"x\"", "{\"a\":1}{", "123456789012345678901234567890", "\u0000");
  private static final List<String> TYPES =
      List.of("application/json", "text/plain", "", "application/x-www-form-urlencoded", "a/b;c");

  private final long seed = Long.getLong("perdura.test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String target() {
    String base =
        random.nextBoolean()
            ? "/runtime/webhooks/durabletask"
            : "/admin/extensions/DurableTaskExtension";
    String path =
        IntStream.range(0, random.nextInt(5))
            .mapToObj(i -> "/" + any(SEGMENTS))
            .collect(Collectors.joining());
    String query =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> any(NAMES) + "=" + any(VALUES))
            .collect(Collectors.joining("&"));
    return base + path + "?" + query;
  }

  @Test
  void noneIsAnsweredWithAServerErrorOrNotAtAll() {
    System.out.println("RandomRequestsIT: -Dperdura.test.seed=" + seed);
    try (PerduraServer server = PerduraServer.named("random").on(TestDatabase.H2.fresh()).start()) {
      for (int i = 0; i < REQUESTS; i++) {
        String method = any(METHODS);
        String target = target();
        String body = any(BODIES);
        Answer answer =
            RawHttp.send(
                server.origin(),
                method,
                target,
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type: " + any(TYPES),
                "x-ms-continuation-token: " + any(VALUES));
        String request = "%s %s %s".formatted(method, target, body);
        assertThat(answer.status()).as(request).isBetween(200, 499);
        assertThat(answer.body().isEmpty() || answer.contentType().startsWith("application/json"))
            .as(request + answer)
            .isTrue();
      }
      // operations of entities may fail, and say so, but no request
      assertThat(server.log()).doesNotContain(" ERROR ").doesNotContainPattern(REQUEST_FRAME);
      assertThat(server.client().post("/orchestrators/HelloCities?timeout=100").status())
          .isEqualTo(200);
    }
  }
}
