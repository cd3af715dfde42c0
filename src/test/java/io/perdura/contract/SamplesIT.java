package io.perdura.contract;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples, each started by its HTTP trigger. */
@ContractTest
class SamplesIT {

  private static final String HELLO =
      "[\"Hello, Tokyo!\",\"Hello, Seattle!\",\"Hello, London!\",\"Hello, Paris!\",\"Hello, Berlin!\"]";

  private final PerduraHttp http;

  SamplesIT(PerduraHttp http) {
    this.http = http;
  }

  /** Starts a sample and returns the instance's id. */
  private String start(String function, String input) {
    Answer answer =
        http.post(http.applicationUri("/api/orchestrators/" + function), input, "application/json");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.json().path("id").asText();
  }

  private JsonNode outputOf(String function, String input) {
    return completed(start(function, input));
  }

  private JsonNode completed(String id) {
    return http.awaitStatus(id, "Completed").path("output");
  }

  private void raise(String id, String event, String payload) {
    Answer answer = http.post("/instances/" + id + "/raiseEvent/" + event, payload);
    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void helloCitiesGreetsFiveCities() {
    assertThat(outputOf("HelloCities", "")).isEqualTo(Answer.parse(HELLO));
  }

  @ParameterizedTest
  @CsvSource({"3, 14", "1, 1", "0, 0"})
  void fanOutFanInAddsUpSquares(String input, long sum) {
    assertThat(outputOf("FanOutFanIn", input).asLong()).isEqualTo(sum);
  }

  @Test
  void restartVMsTakesTheRequestOfTheReference() {
    String request =
        """
        {
        "resourceGroup": "myRG",
        "subscriptionId": "aaaa0a0a-bb1b-cc2c-dd3d-eeeeee4e4e4e"
        }
        """;
    assertThat(outputOf("RestartVMs", request))
        .isEqualTo(Answer.parse("[\"Restarted myRG/web\",\"Restarted myRG/db\"]"));
  }

  @Test
  void monitorReportsAJobThatIsDone() {
    String id = start("Monitor", "{\"jobSeconds\": 1, \"expirySeconds\": 3600}");
    JsonNode report = completed(id);
    assertThat(report.path("outcome").asText()).isEqualTo("Done");
    JsonNode events =
        http.get("/instances/" + id + "?showHistory=true&showHistoryOutput=true")
            .json()
            .path("historyEvents");
    List<String> looks = events.findValuesAsText("Result");
    looks.remove(looks.size() - 1);
    assertThat(looks).hasSize(report.path("looks").asInt()).last().isEqualTo("Done");
    assertThat(looks.subList(0, looks.size() - 1)).allMatch("Running"::equals);
    assertThat(Duration.between(time(events.get(0)), time(events.get(events.size() - 1))))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("Timestamp").asText());
  }

  @Test
  void monitorGivesUpAJobThatTakesTooLong() {
    JsonNode report = outputOf("Monitor", "{\"jobSeconds\": 3600, \"expirySeconds\": 1}");
    assertThat(report.path("outcome").asText()).isEqualTo("Expired");
  }

  @ParameterizedTest
  @CsvSource({"true, Approved", "false, Rejected"})
  void humanInteractionTakesTheAnswer(String answer, String outcome) {
    String id = start("HumanInteraction", "{\"timeoutSeconds\": 3600}");
    raise(id, "Approval", answer);
    assertThat(completed(id).asText()).isEqualTo(outcome);
  }

  @Test
  void humanInteractionEscalatesAtTheTimeout() {
    assertThat(outputOf("HumanInteraction", "{\"timeoutSeconds\": 1}").asText())
        .isEqualTo("Escalated");
  }

  @Test
  void eternalCounterCountsUntilItIsToldToEnd() {
    String id = start("EternalCounter", "5");
    raise(id, "operation", "\"incr\"");
    raise(id, "operation", "\"incr\"");
    raise(id, "operation", "\"decr\"");
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> http.status(id).json().path("customStatus").asInt() == 6);
    raise(id, "operation", "\"end\"");
    assertThat(completed(id).asInt()).isEqualTo(6);
  }

  @Test
  void subOrchestrationsGreetAsOftenAsAsked() {
    JsonNode greetings = outputOf("SubOrchestrations", "3");
    assertThat(greetings).hasSize(3).allMatch(Answer.parse(HELLO)::equals);
  }

  @Test
  void sagaBooksEverything() {
    assertThat(outputOf("Saga", "{}"))
        .isEqualTo(Answer.parse("[\"Booked flight\",\"Booked hotel\",\"Booked car\"]"));
  }

  @Test
  void sagaTakesBackInReverseWhatItHasBooked() {
    assertThat(outputOf("Saga", "{\"failAt\": \"car\"}"))
        .isEqualTo(
            Answer.parse(
                "[\"Booked flight\",\"Booked hotel\",\"No car is free\","
                    + "\"Cancelled hotel\",\"Cancelled flight\"]"));
  }

  @Test
  void durableHttpWaitsThroughTheAnswers202() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + target.getAddress().getPort();
    target.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", url + "/status");
          exchange.getResponseHeaders().add("Retry-After", "1");
          exchange.sendResponseHeaders(requests.incrementAndGet() < 3 ? 202 : 200, -1);
          exchange.close();
        });
    target.start();
    try {
      JsonNode answer = outputOf("DurableHttp", "{\"url\": \"%s/job\"}".formatted(url));
      assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
      assertThat(requests).hasValue(3);
    } finally {
      target.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "3, 4"})
  void retryCountsItsAttempts(int failures, int attempts) {
    assertThat(outputOf("Retry", "{\"failures\": %d}".formatted(failures)).asInt())
        .isEqualTo(attempts);
  }

  @Test
  void largePayloadComesBackWhole() {
    String payload = "\"" + "ü".repeat(1 << 19) + "\"";
    assertThat(outputOf("LargePayload", payload)).isEqualTo(Answer.parse(payload));
  }

  @Test
  void otherFunctionsAreNotStartedWithoutAKey() {
    Answer answer = http.post(http.applicationUri("/api/orchestrators/Broken"), "", "text/plain");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").asText()).contains("Broken");
  }
}
