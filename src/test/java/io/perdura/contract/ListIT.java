package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.contract.Answers.fieldNames;
import static io.perdura.contract.Pages.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class ListIT {

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("list");

  ListIT(PerduraHttp http) {
    this.http = http;
  }

  @Test
  void listShowsTheStatusObjectsInOrderOfTheirIds() {
    startThree();

    JsonNode page = assertJson(list(""), 200);

    assertThat(page.findValuesAsText("instanceId"))
        .containsExactly(prefix + "-1", prefix + "-2", prefix + "-3");
    assertThat(page.get(0)).isEqualTo(http.status(prefix + "-1").json());
    assertThat(fieldNames(page.get(0))).doesNotContain("historyEvents");
  }

  @Test
  void nothingFoundAnswers200WithAnEmptyArrayAndAnEmptyToken() {
    Answer answer = list("");

    assertThat(assertJson(answer, 200)).isEqualTo(Answer.parse("[]"));
    assertThat(answer.header(TOKEN)).hasValue("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/instances/?", "/instances?", "/Instances/?"})
  void trailingSlashMakesNoDifference(String path) {
    startThree();

    assertThat(assertJson(http.get(path + "instanceIdPrefix=" + prefix), 200)).hasSize(3);
  }

  @Test
  void prefixIsCaseSensitive() {
    startThree();

    Answer answer = http.get("/instances?instanceIdPrefix=" + prefix.toUpperCase(Locale.ROOT));

    assertThat(assertJson(answer, 200)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25", "_", "%5C"})
  void wildcardsOfDatabasesAreOrdinaryCharactersInAPrefix(String wildcard) {
    startThree();
    String almost = prefix.substring(0, prefix.length() - 1);

    assertThat(assertJson(http.get("/instances?instanceIdPrefix=" + almost + wildcard), 200))
        .isEmpty();
  }

  @Test
  void prefixMayHoldWildcardsOfDatabasesItself() {
    http.start("Echo", prefix + "%_x");
    http.start("Echo", prefix + "abx");
    http.awaitStatus(prefix + "abx", "Completed");

    Answer answer = http.get("/instances?instanceIdPrefix=" + prefix + "%25_");

    assertThat(answer.json().findValuesAsText("instanceId")).containsExactly(prefix + "%_x");
  }

  @Test
  void pagesFollowEachOtherByTokenUntilItIsEmpty() {
    startThree();
    String path = "/instances?top=1&instanceIdPrefix=" + prefix;

    assertThat(Pages.all(http, path)).allMatch(page -> page.size() <= 1);
    assertThat(Pages.ids(http, path)).containsExactly(prefix + "-1", prefix + "-2", prefix + "-3");
  }

  @Test
  void lastPageHasAnEmptyToken() {
    startThree();

    assertThat(list("&top=4").header(TOKEN)).hasValue("");
    assertThat(list("&top=2").header(TOKEN).orElseThrow()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "%%%", "AAAA====", "b3JkZXItMTA0Mg=x"})
  void garbageTokenAnswers400(String token) {
    assertProblem(http.getWith(TOKEN, token, "/instances"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999999999999"})
  void badPageSizeAnswers400(String top) {
    assertProblem(list("&top=" + top), 400);
  }

  @Test
  void pageSizeIs100WhenNotGivenOrBlank() {
    for (int i = 0; i < 101; i++) {
      http.start("Echo", "%s-%03d".formatted(prefix, i));
    }

    assertThat(assertJson(list(""), 200)).hasSize(100);
    assertThat(assertJson(list("&top="), 200)).hasSize(100);
    assertThat(assertJson(list("&top=1000"), 200)).hasSize(101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"showInput=false", "SHOWINPUT=False"})
  void inputIsHiddenOnRequest(String option) {
    startThree();

    assertThat(list("&" + option).json()).allMatch(status -> status.get("input").isNull());
    assertThat(list("").json()).allMatch(status -> status.get("input").asInt() > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"showHistory=true", "showHistory=true&showHistoryOutput=true"})
  void historyIsNeverIncluded(String option) {
    startThree();

    assertThat(list("&" + option).json()).noneMatch(status -> status.has("historyEvents"));
  }

  @Test
  void blankFiltersAreNone() {
    startThree();

    assertThat(list("&runtimeStatus=&createdTimeFrom=&createdTimeTo=%20").json()).hasSize(3);
  }

  private void startThree() {
    for (int i = 1; i <= 3; i++) {
      http.start("Echo", prefix + "-" + i, String.valueOf(i));
    }
    for (int i = 1; i <= 3; i++) {
      http.awaitStatus(prefix + "-" + i, "Completed");
    }
  }

  private Answer list(String more) {
    return http.get("/instances?instanceIdPrefix=" + prefix + more);
  }
}
