package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.PerduraServer;
import java.util.ArrayList;
import java.util.List;

/** What answers of certain kinds have in common. */
final class Answers {

  static final String INVALID_ARGUMENT = "One or more of the arguments submitted is incorrect";

  private Answers() {}

  /** An answer without body, as 401, 404, 410 and many 202 are. */
  static void assertBodiless(Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Length")).hasValue("0");
    assertThat(answer.header("Content-Type")).isEmpty();
  }

  /** An answer whose body is JSON. */
  static JsonNode assertJson(Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/json;charset=utf-8");
    return answer.json();
  }

  /** An error with exactly this Message, and never a stack trace. */
  static JsonNode assertProblem(Answer answer, int status, String message) {
    JsonNode body = assertProblem(answer, status);
    assertThat(body.path("Message").asText()).isEqualTo(message);
    return body;
  }

  /** An error with some Message. */
  static JsonNode assertProblem(Answer answer, int status) {
    JsonNode body = assertJson(answer, status);
    assertThat(body.path("Message").asText()).isNotBlank();
    assertThat(fieldNames(body))
        .isSubsetOf("Message", "ExceptionMessage", "ExceptionType")
        .contains("Message");
    return body;
  }

  /** A 400 that names what is wrong in both members. */
  static JsonNode assertInvalidArgument(Answer answer) {
    JsonNode body = assertProblem(answer, 400, INVALID_ARGUMENT);
    assertThat(body.path("ExceptionMessage").asText()).isNotBlank();
    return body;
  }

  /** Nothing that this server was sent has filled its log. */
  static void assertNoStackTrace(PerduraServer server) {
    assertThat(server.log()).doesNotContainPattern("\\n\\s+at [\\w.$/]+\\(");
  }

  static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
