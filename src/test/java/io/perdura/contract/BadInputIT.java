package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertNoStackTrace;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.RawHttp;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing a client sends makes a 500, is stored by mistake, or fills the log with stack traces. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@ExtendWith(ServerLogOnFailure.class)
class BadInputIT {

  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
  private static final int LIMIT = 3 * 1024 * 1024;

  @Parameter private TestDatabase kind;

  private static PerduraServer server;
  private static PerduraHttp http;

  @BeforeParameterizedClassInvocation
  static void startServer(TestDatabase database) {
    server =
        PerduraServer.named("bad-input-" + database)
            .on(database.fresh())
            .withTestFunctions()
            .start();
    http = server.client();
  }

  @AfterParameterizedClassInvocation
  static void stopServer() {
    server.close();
  }

  @Test
  void badStartsStoreNothingAndLeaveNoStackTrace() {
    assertTooLarge(post("/orchestrators/Echo/bad-large", text(TEN_MEGABYTES)));
    for (String body : List.of("{", "hello", "{\"a\":1} x", "[".repeat(100_000))) {
      assertProblem(http.post("/orchestrators/Echo/bad-json", body), 400);
    }
    assertProblem(http.post("/orchestrators/Echo/bad-" + "x".repeat(300)), 400);
    for (String id : List.of("bad%01", "bad%7F", "bad%C2%85", "bad%5C")) {
      assertProblem(http.post("/orchestrators/Echo/" + id), 400);
    }
    assertThat(post("/orchestrators/Echo/bad%00", new byte[0]).status()).isEqualTo(400);
    assertProblem(http.post("/orchestrators/Echo/@bad"), 400);
    assertProblem(http.post("/orchestrators/NoSuchThing/bad-name"), 400);
    assertProblem(http.post("/orchestrators/" + "N".repeat(1000) + "/bad-name"), 400);
    assertProblem(http.post("/orchestrators/Echo/bad-wait?timeout=x"), 400);

    assertThat(http.get("/instances?instanceIdPrefix=bad").json()).isEmpty();
    assertThat(http.get("/instances?instanceIdPrefix=@").json()).isEmpty();
    assertNoStackTrace(server);
  }

  @Test
  void brokenBodiesAreNoServerErrorsAndLeaveNoStackTrace() {
    for (String framing :
        List.of(
            "Content-Length: 100\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n")) {
      for (String path : List.of(http.basePath() + "/orchestrators/Echo", "/api/async_http_api")) {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + framing;
        assertThat(RawHttp.sendAsItIs(server.origin(), request).status())
            .as(request)
            .isEqualTo(400);
      }
    }
    assertNoStackTrace(server);
  }

  @Test
  void badEventsReachNothingAndLeaveNoStackTrace() {
    http.start("Labelled", "waiting");
    http.awaitStatus("waiting", "Running");

    assertTooLarge(post("/instances/waiting/raiseEvent/Go", text(TEN_MEGABYTES)));
    for (String body : List.of("", "{", "[".repeat(100_000))) {
      assertProblem(http.post("/instances/waiting/raiseEvent/Go", body), 400);
    }
    assertThat(http.post("/instances/waiting/raiseEvent/" + "E".repeat(3000), "1").status())
        .isIn(202, 400);

    JsonNode status = http.get("/instances/waiting?showHistory=true").json();
    assertThat(status.path("runtimeStatus").asText()).isEqualTo("Running");
    assertThat(status.path("historyEvents").toString()).doesNotContain("\"Go\"");
    assertNoStackTrace(server);
  }

  @Test
  void badQueriesAreNoServerErrors() {
    String huge = "9".repeat(400);
    for (String query :
        List.of(
            "top=" + huge,
            "createdTimeFrom=" + huge,
            "createdTimeTo=%00",
            "instanceIdPrefix=%00%FF%F0%9F%98%80",
            "runtimeStatus=%27%20OR%201=1",
            "runtimeStatus=" + huge)) {
      assertThat(http.get("/instances?" + query).status()).as(query).isIn(200, 400);
    }
    assertBodiless(http.get("/instances/%27%20OR%201=1"), 404);
    assertNoStackTrace(server);
  }

  @Test
  void bodyOfExactlyTheLimitIsAccepted() {
    assertThat(post("/orchestrators/Echo/fits", text(LIMIT)).status()).isEqualTo(202);
    http.awaitStatus("fits", "Completed");
  }

  @Test
  void bodyOfOneByteOverTheLimitAnswers413() {
    assertTooLarge(post("/orchestrators/Echo/too-large", text(LIMIT + 1)));
    assertBodiless(http.status("too-large"), 404);
  }

  private void assertTooLarge(Answer answer) {
    assertProblem(answer, 413);
  }

  private Answer post(String path, byte[] body) {
    return RawHttp.send(
        server.origin(), "POST", http.basePath() + path, body, "Content-Type: application/json");
  }

  /** A JSON string of this many bytes, quotes included. */
  private static byte[] text(int bytes) {
    byte[] json = new byte[bytes];
    Arrays.fill(json, (byte) 'x');
    byte[] quote = "\"".getBytes(StandardCharsets.US_ASCII);
    json[0] = quote[0];
    json[bytes - 1] = quote[0];
    return json;
  }
}
