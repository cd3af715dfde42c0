package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertInvalidArgument;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.contract.Entities.awaitGone;
import static io.perdura.contract.Entities.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to single entities, and their states. */
@ContractTest
class EntityIT {

  private final PerduraHttp http;
  private final String key = PerduraHttp.newId("e");
  private final String counter = "/entities/Counter/" + key;
  private final String recorder = "/entities/Recorder/" + key;

  EntityIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void aSignalIsAcceptedWithoutBodyAndCreatesTheEntity() {
    assertBodiless(http.get(counter), 404);

    assertBodiless(http.post(counter + "?op=Add", "5"), 202);

    awaitState(http, counter, "{\"currentValue\": 5}");
    assertJson(http.get(counter), 200);
  }

  @Test
  void operationsFollowEachOther() {
    Entities.add(http, key, 5);
    Entities.add(http, key, 7);
    assertBodiless(http.post(counter + "?op=Get"), 202);
    awaitState(http, counter, "{\"currentValue\": 12}");

    assertBodiless(http.post(counter + "?op=Reset"), 202);
    Entities.add(http, key, 1);

    awaitState(http, counter, "{\"currentValue\": 1}");
  }

  @Test
  void signalsOfManyClientsAllCount() {
    CompletableFuture<?>[] signals =
        IntStream.range(0, 100)
            .mapToObj(i -> CompletableFuture.runAsync(() -> Entities.add(http, key, 1)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(signals).join();

    awaitState(http, counter, "{\"currentValue\": 100}");
  }

  @ParameterizedTest
  @CsvSource({
    "/entities/Counter/%s?op=Add, /entities/counter/%s",
    "/ENTITIES/COUNTER/%s/?OP=ADD, /Entities/counter/%s/",
    "/entities/counter/%s?op=add&op=Reset, /entities/cOuNtEr/%s",
  })
  void namesAndLiteralsMatchInAnyCaseAndASlashMayTrail(String signal, String state) {
    assertBodiless(http.post(signal.formatted(key), "2"), 202);

    awaitState(http, state.formatted(key), "{\"currentValue\": 2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Terminate", "SUSPEND", "Entities", "instances"})
  void keysAreCaseSensitiveWhateverTheySpell(String word) {
    String path = "/entities/Counter/" + word;
    for (String earlier : List.of(path, path.toLowerCase(Locale.ROOT), path + "X")) {
      assertBodiless(http.delete(earlier), 202);
      awaitGone(http, earlier);
    }

    assertBodiless(http.post("/entities/Counter/" + word + "X?op=Add", "3"), 202);
    awaitState(http, path + "X", "{\"currentValue\": 3}");

    assertBodiless(http.get(path + "x"), 404);
    assertBodiless(http.get(path), 404);
    assertBodiless(http.post(path + "?op=Add", "1"), 202);
    awaitState(http, path, "{\"currentValue\": 1}");
    if (!word.equals(word.toLowerCase(Locale.ROOT))) {
      assertBodiless(http.get(path.toLowerCase(Locale.ROOT)), 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ключ", "@a@b", "100%", "a+b", "a;b=c", "$$", "🐈"})
  void keysRoundTripPercentEncoded(String odd) {
    String path = "/entities/Counter/" + PerduraHttp.encode(key + odd);

    assertBodiless(http.post(path + "?op=Add", "4"), 202);

    awaitState(http, path, "{\"currentValue\": 4}");
  }

  @Test
  void theEmptyKeyIsWrittenAsNothingOrAsADollarSign() {
    assertBodiless(http.delete("/entities/Counter"), 202);
    awaitGone(http, "/entities/Counter/$");

    assertBodiless(http.post("/entities/Counter?op=Add", "1"), 202);
    assertBodiless(http.post("/entities/Counter/?op=Add", "1"), 202);
    assertBodiless(http.post("/entities/Counter/$?op=Add", "1"), 202);
    assertBodiless(http.post("/entities/Counter/%24?op=Add", "1"), 202);
    awaitState(http, "/entities/Counter/$", "{\"currentValue\": 4}");
    awaitState(http, "/entities/Counter/%24", "{\"currentValue\": 4}");

    assertBodiless(http.delete("/entities/Counter/$"), 202);
    awaitGone(http, "/entities/Counter/$");
  }

  @Test
  void deleteSignalsTheOperationDeleteWhateverOpSays() {
    Entities.add(http, key, 5);
    awaitState(http, counter, "{\"currentValue\": 5}");

    assertBodiless(http.delete(counter + "?op=Add"), 202);

    awaitGone(http, counter);
    Entities.add(http, key, 2);
    awaitState(http, counter, "{\"currentValue\": 2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "DELETE", "Delete"})
  void theOperationDeleteRemovesTheState(String operation) {
    Entities.add(http, key, 5);

    assertBodiless(http.post(counter + "?op=" + operation), 202);

    awaitGone(http, counter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?op=", "?op=NoSuchOperation", "?op=Add"})
  void anOperationThatFailsIsAcceptedAndChangesNothing(String query) {
    Entities.add(http, key, 5);

    assertBodiless(http.post(counter + query, "\"no number\""), 202);

    Entities.add(http, key, 1);
    awaitState(http, counter, "{\"currentValue\": 6}");
  }

  @Test
  void anOperationThatThrowsLeavesTheStateAsItWas() {
    assertBodiless(http.post(recorder + "?op=set", "1"), 202);

    assertBodiless(http.post(recorder + "?op=fail", "2"), 202);
    assertBodiless(http.post("/entities/Recorder/" + key + "-new?op=fail", "2"), 202);

    awaitState(http, recorder, "1");
    assertBodiless(http.get("/entities/Recorder/" + key + "-new"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"\"", "\"text\"", "[1, null]", "{\"a\": {\"b\": 2.5}}", "false"})
  void jsonBodiesAreTheInputAndTheStateIsAnyJsonValue(String json) {
    assertBodiless(http.post(recorder + "?op=set", json, "application/json; charset=utf-8"), 202);

    awaitState(http, recorder, json);
  }

  @Test
  void aStateOfNullIsNone() {
    assertBodiless(http.post(recorder + "?op=set", "1"), 202);

    assertBodiless(http.post(recorder + "?op=set", "null"), 202);

    awaitGone(http, recorder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream"})
  void anEmptyBodyIsNoInputWhateverTheContentType(String contentType) {
    assertBodiless(http.post(recorder + "?op=record", "", contentType), 202);

    awaitState(http, recorder, "{\"input\": null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/octet-stream", "application/x-www-form-urlencoded"})
  void otherContentIsTextEvenIfItLooksLikeJson(String contentType) {
    assertBodiless(http.post(recorder + "?op=set", "{\"a\"=ü}\n", contentType), 202);
    awaitState(http, recorder, "\"{\\\"a\\\"=ü}\\n\"");

    assertBodiless(http.post(recorder + "?op=set", "5", contentType), 202);
    awaitState(http, recorder, "\"5\"");
  }

  @Test
  void textIsReadInItsOwnCharacterSet() {
    Answer answer =
        PerduraHttp.send(
            HttpRequest.newBuilder(http.uri(recorder + "?op=set"))
                .header("Content-Type", "text/plain; Charset=\"ISO-8859-1\"")
                .POST(BodyPublishers.ofString("é", StandardCharsets.ISO_8859_1)));

    assertBodiless(answer, 202);
    awaitState(http, recorder, "\"é\"");
  }

  @Test
  void bytesThatAreNoTextAnswer400() {
    Answer answer =
        PerduraHttp.send(
            HttpRequest.newBuilder(http.uri(recorder + "?op=set"))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xFF, 0, 1})));

    assertProblem(answer, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":1", "nonsense", "1 2", "{'a':1}"})
  void aBodyThatShouldBeJsonAndIsNotAnswers400(String body) {
    JsonNode problem = assertProblem(http.post(counter + "?op=Add", body), 400);

    assertThat(problem.path("Message").asText()).startsWith("Could not parse JSON content: ");
    assertThat(problem.has("ExceptionMessage")).isFalse();
    assertBodiless(http.get(counter), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/entities/Nobody/k?op=Add", "/entities/Nobody", "/entities/a%40b/k"})
  void anUnknownEntityFunctionAnswers404WithAMessage(String path) {
    JsonNode problem = assertProblem(http.post(path, "1"), 404, Answers.INVALID_ARGUMENT);
    assertThat(problem.path("ExceptionMessage").asText())
        .contains("is not an entity function", "'Counter'");

    assertProblem(http.delete(path), 404, Answers.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%5Cb", "a%23b", "a%3Fb", "a%09b", "%7F"})
  void aKeyWithAForbiddenCharacterAnswers400(String bad) {
    assertInvalidArgument(http.post("/entities/Counter/" + bad + "?op=Add", "1"));
    assertInvalidArgument(http.delete("/entities/Counter/" + bad));
    assertInvalidArgument(http.get("/entities/Counter/" + bad));
  }

  @Test
  void aKeyThatIsTooLongAnswers400() {
    String longest = "k".repeat(256 - "@counter@".length() - key.length()) + key;

    assertBodiless(http.post("/entities/Counter/" + longest + "?op=Add", "1"), 202);
    assertInvalidArgument(http.post("/entities/Counter/k" + longest + "?op=Add", "1"));

    awaitState(http, "/entities/Counter/" + longest, "{\"currentValue\": 1}");
  }

  @Test
  void aSlashInAKeyReachesNothing() {
    assertBodiless(http.post("/entities/Counter/a%2Fb?op=Add", "1"), 404);
    assertBodiless(http.post("/entities/Counter/a/b?op=Add", "1"), 404);
    assertBodiless(http.get("/entities/Counter/a/b"), 404);
  }

  @Test
  void aSignalToNobodyAnswers400() {
    assertProblem(http.post("/entities?op=Add", "1"), 400);
    assertProblem(http.post("/entities/?op=Add", "1"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH"})
  void wrongMethodsAnswer404(String method) {
    assertBodiless(http.request(method, counter), 404);
    assertBodiless(http.request(method, "/entities/Counter"), 404);
    assertBodiless(http.request(method, "/entities"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"taskHub=nowhere", "connection=nowhere"})
  void anotherHubAnswers404WithAMessage(String query) {
    assertProblem(http.get(counter + "?" + query), 404);
    assertProblem(http.post(counter + "?op=Add&" + query, "1"), 404);
    assertProblem(http.get("/entities?" + query), 404);
  }

  @Test
  void anEntityIsNoInstance() {
    Entities.add(http, key, 5);
    awaitState(http, counter, "{\"currentValue\": 5}");
    String instance = "/instances/@counter@" + key;

    assertBodiless(http.get(instance), 404);
    assertBodiless(http.delete(instance), 404);
    assertBodiless(http.delete(instance + "?force=true"), 404);
    assertBodiless(http.post(instance + "/terminate?reason=x"), 404);
    assertBodiless(http.post(instance + "/raiseEvent/Add", "1"), 404);
    assertThat(http.get("/instances?top=1000").json().findValuesAsText("instanceId"))
        .noneMatch(id -> id.startsWith("@"));
    awaitState(http, counter, "{\"currentValue\": 5}");
  }

  @Test
  void theStateOfANameThatCannotBeAnswers404() {
    Entities.add(http, "b@c" + key, 1);
    awaitState(http, "/entities/counter/b@c" + key, "{\"currentValue\": 1}");

    assertBodiless(http.get("/entities/counter@b/c" + key), 404);
    assertBodiless(http.get("/entities/Nobody/" + key), 404);
  }

  @Test
  void headOfAStateIsHarmless() {
    Entities.add(http, key, 5);
    awaitState(http, counter, "{\"currentValue\": 5}");

    Answer answer = http.request("HEAD", counter);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aSignalWithATimeIsCarriedOutThen() {
    String path = "/entities/Counter/" + PerduraHttp.newId("later");
    Instant due = Instant.now().plusSeconds(1);
    assertBodiless(http.post(path + "?op=add&scheduledTime=" + due, "1"), 202);
    String muchLater = "/entities/Counter/" + PerduraHttp.newId("later");
    assertBodiless(http.post(muchLater + "?op=add&scheduledTime=2999-01-01", "1"), 202);
    awaitState(http, path, "{\"currentValue\":1}");
    assertThat(Instant.now()).isAfter(due);
    assertBodiless(http.get(muchLater), 404);
    assertThat(http.post(path + "?op=add&scheduledTime=soon", "1").status()).isEqualTo(400);
  }
}
