package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static io.perdura.contract.Pages.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What listings have beyond those of the original. */
@ContractTest
class ListOrderIT {

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("order");

  ListOrderIT(PerduraHttp http) {
    this.http = http;
  }

  /** Created as c, a, b; b is the last but one to change, because a runs on. */
  @BeforeEach
  void startThree() {
    start("Echo", "c");
    http.start("Labelled", prefix + "a");
    http.awaitStatus(prefix + "a", "Running");
    start("Echo", "b");
    http.accept("/instances/" + prefix + "a/terminate");
    http.awaitStatus(prefix + "a", "Terminated");
  }

  private void start(String name, String id) {
    http.start(name, prefix + id);
    http.awaitStatus(prefix + id, "Completed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a b c",
        "orderDirection=desc | c b a",
        "orderBy=instanceId&orderDirection=ASC | a b c",
        "orderBy=createdTime | c a b",
        "ORDERBY=CreatedTime&orderdirection=DESC | b a c",
        "orderBy=createdTime&runtimeStatus=Completed | c b",
        "orderBy=createdTime&name=LABELLED | a",
        "name=echo | b c",
        "name=nonsense | ''"
      })
  void ordersAndNamesAreHonoured(String query, String found) {
    assertThat(found(query)).isEqualTo(found.isEmpty() ? List.of() : List.of(found.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instanceId | a b c",
        "createdTime | c a b",
        "instanceId&orderDirection=desc | c b a",
        "createdTime&orderDirection=desc | b a c"
      })
  void everyOrderGoesOnPageByPage(String orderBy, String expected) {
    assertThat(allPages("orderBy=" + orderBy)).containsExactly(expected.split(" "));
  }

  @Test
  void byLastUpdateEachIsFoundOnceAndTheTimesRise() {
    assertThat(allPages("orderBy=lastUpdatedTime")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(list("orderBy=lastUpdatedTime").json().findValuesAsText("lastUpdatedTime"))
        .isSorted();
  }

  private List<String> allPages(String query) {
    return Pages.ids(http, path(query + "&top=1")).stream().map(this::local).toList();
  }

  @Test
  void severalPrefixesFindWhatHasAnyOfThem() {
    String query = "instanceIdPrefix=" + prefix + "a&instanceIdPrefix=" + prefix + "c";

    Answer answer = http.get("/instances?" + query);

    assertThat(answer.json().findValuesAsText("instanceId"))
        .containsExactly(prefix + "a", prefix + "c");
  }

  @Test
  void tooManyPrefixesAnswer400() {
    assertProblem(http.get("/instances?" + "instanceIdPrefix=x&".repeat(11)), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orderBy=name", "orderBy=created_time", "orderDirection=down"})
  void unknownOrdersAnswer400(String query) {
    assertProblem(list(query), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orderBy=createdTime",
        "orderDirection=desc",
        "runtimeStatus=Completed",
        "createdTimeFrom=2000-01-01",
        "name=Echo"
      })
  void theTokenOfAnotherQueryAnswers400(String query) {
    String token = list("top=1").header(TOKEN).orElseThrow();

    assertProblem(http.getWith(TOKEN, token, path(query)), 400);
  }

  @Test
  void theTokenIsGoodForOtherPageSizesAndViews() {
    String token = list("top=1").header(TOKEN).orElseThrow();

    Answer rest = http.getWith(TOKEN, token, path("top=50&showInput=false"));

    assertThat(assertJson(rest, 200)).hasSize(2);
  }

  private String path(String query) {
    return "/instances?instanceIdPrefix=" + prefix + "&" + query;
  }

  private Answer list(String query) {
    return http.get(path(query));
  }

  private List<String> found(String query) {
    return assertJson(list(query), 200).findValuesAsText("instanceId").stream()
        .map(this::local)
        .toList();
  }

  private String local(String id) {
    return id.substring(prefix.length());
  }
}
