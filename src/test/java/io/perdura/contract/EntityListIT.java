package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.contract.Answers.fieldNames;
import static io.perdura.contract.Entities.awaitGone;
import static io.perdura.contract.Entities.awaitState;
import static io.perdura.contract.Pages.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of entities. Other tests have entities too, so each looks for its own keys. */
@ContractTest
class EntityListIT {

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("list");

  EntityListIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void listShowsIdTimeAndNoStateUnlessAskedFor() {
    Instant before = Instant.now();
    createThree();

    JsonNode entity = own("/entities/Counter?").get(0);

    assertThat(fieldNames(entity))
        .containsExactlyInAnyOrder("entityId", "lastOperationTime", "state");
    assertThat(entity.path("entityId"))
        .isEqualTo(Answer.parse("{\"name\": \"counter\", \"key\": \"" + prefix + "-1\"}"));
    assertThat(entity.path("state").isNull()).isTrue();
    assertThat(entity.path("lastOperationTime").asText())
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{0,6}[1-9])?Z");
    assertThat(Instant.parse(entity.path("lastOperationTime").asText()))
        .isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetchState=true", "FETCHSTATE=True"})
  void statesAreShownOnRequest(String option) {
    createThree();

    assertThat(own("/entities/Counter?" + option))
        .extracting(entity -> entity.path("state").toString())
        .containsExactly("{\"currentValue\":1}", "{\"currentValue\":2}", "{\"currentValue\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/entities?",
        "/entities/?",
        "/Entities?",
        "/entities/counter?",
        "/ENTITIES/COUNTER/?"
      })
  void aTrailingSlashListsAndNamesMatchInAnyCase(String path) {
    createThree();

    assertThat(keys(own(path))).containsExactly(prefix + "-1", prefix + "-2", prefix + "-3");
  }

  @Test
  void aNameSelectsItsEntitiesOnly() {
    createThree();
    assertThat(http.post("/entities/Recorder/" + prefix + "?op=set", "1").status()).isEqualTo(202);
    awaitState(http, "/entities/Recorder/" + prefix, "1");

    assertThat(keys(own("/entities/recorder?"))).containsExactly(prefix);
    assertThat(own("/entities?")).hasSize(4);
    assertThat(own("/entities/count?")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/entities/Nobody", "/entities/a@b", "/entities/count%25"})
  void nothingFoundAnswersAnEmptyArrayAndAnEmptyToken(String path) {
    Answer answer = http.get(path);

    assertThat(assertJson(answer, 200)).isEqualTo(Answer.parse("[]"));
    assertThat(answer.header(TOKEN)).hasValue("");
  }

  @Test
  void deletedEntitiesAreLeftOut() {
    createThree();

    assertBodiless(http.delete("/entities/Counter/" + prefix + "-2"), 202);
    awaitGone(http, "/entities/Counter/" + prefix + "-2");

    assertThat(keys(own("/entities/Counter?"))).containsExactly(prefix + "-1", prefix + "-3");
  }

  @Test
  void theEmptyKeyIsListedAsEmpty() {
    assertBodiless(http.post("/entities/Recorder?op=set", "1"), 202);
    awaitState(http, "/entities/Recorder/$", "1");

    assertThat(http.get("/entities/Recorder?top=1").json().get(0).path("entityId").toString())
        .isEqualTo("{\"name\":\"recorder\",\"key\":\"\"}");
  }

  @Test
  void timesOfTheLastOperationAreInclusive() {
    createThree();
    String time = own("/entities/Counter?").get(1).path("lastOperationTime").asText();
    String from = "lastOperationTimeFrom=" + time;
    String to = "lastOperationTimeTo=" + time;

    assertThat(keys(own("/entities/Counter?" + from)))
        .containsExactly(prefix + "-2", prefix + "-3");
    assertThat(keys(own("/entities/Counter?" + to))).containsExactly(prefix + "-1", prefix + "-2");
    assertThat(keys(own("/entities?" + from + "&" + to))).containsExactly(prefix + "-2");
    assertThat(own("/entities?lastOperationTimeTo=2020-01-01")).isEmpty();
    assertThat(own("/entities?lastOperationTimeFrom=2999-01-01")).isEmpty();
    assertThat(own("/entities?lastOperationTimeFrom=&lastOperationTimeTo=%20")).hasSize(3);
  }

  @Test
  void boundsFinerThanTheTimesShownLetNothingMoreIn() {
    createThree();
    Instant time =
        Instant.parse(own("/entities/Counter?").get(1).path("lastOperationTime").asText());

    assertThat(keys(own("/entities/Counter?lastOperationTimeFrom=" + time.plusNanos(100))))
        .containsExactly(prefix + "-3");
    assertThat(keys(own("/entities/Counter?lastOperationTimeTo=" + time.minusNanos(100))))
        .containsExactly(prefix + "-1");
  }

  @Test
  void eachOperationMovesTheTime() {
    createThree();
    String before = own("/entities/Counter?").get(0).path("lastOperationTime").asText();

    Entities.add(http, prefix + "-1", 0);
    Entities.add(http, prefix + "-1", 4);
    awaitState(http, "/entities/Counter/" + prefix + "-1", "{\"currentValue\": 5}");

    String after = own("/entities/Counter?").get(0).path("lastOperationTime").asText();
    assertThat(Instant.parse(after)).isAfter(Instant.parse(before));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastOperationTimeFrom=yesterday", "lastOperationTimeTo=1"})
  void badTimesAnswer400AndNameTheParameter(String query) {
    JsonNode problem = assertProblem(http.get("/entities?" + query), 400);

    assertThat(problem.path("ExceptionMessage").asText()).contains(query.split("=")[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999999999999"})
  void badPageSizeAnswers400(String top) {
    assertProblem(http.get("/entities?top=" + top), 400);
    assertProblem(http.get("/entities/Counter?top=" + top), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "%%%", "AAAA====", "b3JkZXItMTA0Mg=x"})
  void garbageTokenAnswers400(String token) {
    assertProblem(http.getWith(TOKEN, token, "/entities"), 400);
    assertProblem(http.getWith(TOKEN, token, "/entities/Counter"), 400);
  }

  @Test
  void pagesFollowEachOtherByTokenAndShowEachEntityOnce() {
    createThree();

    List<String> keys = keys(pages("/entities/Counter?top=2"));

    assertThat(keys).doesNotHaveDuplicates().contains(prefix + "-1", prefix + "-3");
    assertThat(http.get("/entities/Counter?top=1").header(TOKEN).orElseThrow()).isNotEmpty();
  }

  @Test
  void pageSizeIs100WhenNotGivenOrBlank() {
    for (int i = 0; i < 101; i++) {
      Entities.add(http, "%s-%03d".formatted(prefix, i), 1);
    }
    awaitState(http, "/entities/Counter/" + prefix + "-100", "{\"currentValue\": 1}");

    assertThat(assertJson(http.get("/entities/Counter"), 200)).hasSize(100);
    assertThat(assertJson(http.get("/entities?top="), 200)).hasSize(100);
  }

  private void createThree() {
    for (int i = 1; i <= 3; i++) {
      Entities.add(http, prefix + "-" + i, i);
      awaitState(http, "/entities/Counter/" + prefix + "-" + i, "{\"currentValue\": " + i + "}");
    }
  }

  /** The entities of this test on all pages. */
  private List<JsonNode> own(String path) {
    return pages(path).stream()
        .filter(entity -> entity.path("entityId").path("key").asText().startsWith(prefix))
        .toList();
  }

  private List<JsonNode> pages(String path) {
    return Pages.all(http, path).stream().flatMap(JsonNode::valueStream).toList();
  }

  private static List<String> keys(List<JsonNode> entities) {
    return entities.stream().map(entity -> entity.path("entityId").path("key").asText()).toList();
  }

  @Test
  void listsOfInstancesShowEntitiesWhenThePrefixIsOneOfEntityIds() {
    createThree();
    http.start("Echo", prefix);

    JsonNode found = assertJson(http.get("/instances?instanceIdPrefix=@counter@" + prefix), 200);

    assertThat(found.findValuesAsText("instanceId"))
        .containsExactly(
            "@counter@" + prefix + "-1", "@counter@" + prefix + "-2", "@counter@" + prefix + "-3");
    JsonNode first = found.get(0);
    assertThat(first.path("name").asText()).isEqualTo("@counter");
    assertThat(first.path("runtimeStatus").asText()).isEqualTo("Running");
    assertThat(first.path("input")).isEqualTo(Answer.parse("{\"currentValue\":1}"));
    assertThat(first.path("createdTime").asText()).endsWith("Z");
    assertThat(first.path("output").isNull()).isTrue();
    assertThat(http.get("/instances?top=1000").body()).doesNotContain("@counter@");
  }

  @ParameterizedTest
  @CsvSource({
    "runtimeStatus=Completed, 0",
    "runtimeStatus=Running, 3",
    "createdTimeTo=2000-01-01, 0",
    "createdTimeFrom=2000-01-01, 3",
    "name=@COUNTER, 3",
    "name=Counter, 0",
    "top=2, 2"
  })
  void filtersOfInstancesHoldForEntities(String filter, int found) {
    createThree();

    assertThat(
            assertJson(
                http.get("/instances?instanceIdPrefix=@counter@" + prefix + "&" + filter), 200))
        .hasSize(found);
  }

  @Test
  void entitiesAmongInstancesComePageByPageAndAreCounted() {
    createThree();
    String query = "instanceIdPrefix=@counter@" + prefix + "&orderDirection=desc";

    assertThat(Pages.ids(http, "/instances?top=1&" + query))
        .hasSize(3)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(assertJson(http.get("/counts/instances?" + query), 200).path("count").asInt())
        .isEqualTo(3);
  }
}
