package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class StartBodyIT {

  private final PerduraHttp http;

  StartBodyIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sku\":\"A7\",\"qty\":3}",
        "[]",
        "[1,\"zwölf ☃ \uD83D\uDE00\",null]",
        "\"text\"",
        "\"2026-03-01T09:15:42.000Z\"",
        "\"\"",
        "17",
        "true",
        "null",
        " {\"a\" : 1} \n"
      })
  void anyJsonIsAnInputAndComesBackAsItWas(String body) {
    String id = PerduraHttp.newId("input");
    http.start("Echo", id, body);

    JsonNode status = http.awaitStatus(id, "Completed");

    assertThat(status.path("input")).isEqualTo(Answer.parse(body));
    assertThat(status.path("output")).isEqualTo(Answer.parse(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\r\n"})
  void emptyOrBlankBodyIsNoInput(String body) {
    String id = PerduraHttp.newId("input");
    http.start("Echo", id, body);

    JsonNode status = http.awaitStatus(id, "Completed");

    assertThat(status.path("input").isNull()).isTrue();
    assertThat(status.path("output").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{",
        "{\"a\":1",
        "[1,]",
        "{\"a\":1} x",
        "{\"a\":1}{\"b\":2}",
        "{'a':1}",
        "{a:1}",
        "// note\n1",
        "NaN",
        "01",
        "\"open"
      })
  void whatIsNotJsonAnswers400AndLeavesNoInstance(String body) {
    String id = PerduraHttp.newId("broken");

    JsonNode problem =
        assertProblem(http.post("/orchestrators/Echo/" + id, body), 400, "Invalid JSON content");

    assertThat(problem.path("ExceptionMessage").asText()).isNotBlank();
    assertBodiless(http.status(id), 404);
  }

  @Test
  void brokenJsonIsReportedBeforeAnUnknownOrchestrator() {
    assertProblem(http.post("/orchestrators/NoSuchThing", "{"), 400, "Invalid JSON content");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/xml; charset=utf-8"
      })
  void contentTypeOfTheInputDoesNotMatter(String contentType) {
    String id = PerduraHttp.newId("input");
    String body = "{\"a\":\"b=c&d+e%20f\"}";

    Answer answer = http.post("/orchestrators/Echo/" + id, body, contentType);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(http.awaitStatus(id, "Completed").path("input")).isEqualTo(Answer.parse(body));
  }

  @Test
  void queryParametersSurviveAFormBody() {
    String id = PerduraHttp.newId("input");

    Answer answer =
        http.post(
            "/orchestrators/Echo/" + id + "?timeout=100",
            "{\"timeout\":\"x\"}",
            "application/x-www-form-urlencoded");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(Answer.parse("{\"timeout\":\"x\"}"));
  }

  @Test
  void inputOfAMegabyteComesBackWhole() {
    String id = PerduraHttp.newId("large");
    String text = "ä".repeat(500_000);
    http.start("Echo", id, '"' + text + '"');

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo(text);
  }
}
