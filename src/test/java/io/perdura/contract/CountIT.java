package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class CountIT {

  private final PerduraHttp http;
  private final String prefix = PerduraHttp.newId("count");

  CountIT(PerduraHttp http) {
    this.http = http;
  }

  @BeforeEach
  void startThree() {
    http.start("Echo", prefix + "-1");
    http.start("Echo", prefix + "-2");
    http.start("Broken", prefix + "-3");
    http.awaitStatus(prefix + "-1", "Completed");
    http.awaitStatus(prefix + "-2", "Completed");
    http.awaitStatus(prefix + "-3", "Failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 3",
        "exact=true | 3",
        "EXACT=False | 3",
        "runtimeStatus=Completed | 2",
        "runtimeStatus=Completed,Failed&exact=true | 3",
        "runtimeStatus=Unknown | 0",
        "name=echo | 2",
        "createdTimeTo=2000-01-01 | 0",
        "createdTimeFrom=2000-01-01&name=Broken | 1",
        "createdTimeFrom=0001-01-01T00:00:00&createdTimeTo=9999-12-31T23:59:59.9999999Z | 3",
        "createdTimeFrom=9999-12-31T23:59:59.9999999Z | 0",
        "top=1 | 3"
      })
  void whatTheFiltersMatchIsCounted(String query, int count) {
    assertThat(assertJson(count(query), 200))
        .isEqualTo(Answer.parse("{\"count\":" + count + ",\"capped\":false}"));
  }

  @Test
  void thePathMatchesInAnyLetterCaseAndWithASlashAtItsEnd() {
    assertThat(
            http.get("/Counts/INSTANCES/?instanceIdPrefix=" + prefix).json().path("count").asInt())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtimeStatus=Nonsense", "createdTimeFrom=yesterday"})
  void badFiltersAnswer400(String query) {
    assertProblem(count(query), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/counts", "/counts/entities", "/counts/instances/x"})
  void nothingElseIsCounted(String path) {
    assertBodiless(http.get(path), 404);
  }

  @Test
  void anInstanceCalledCountsHidesNothing() {
    http.start("Echo", "counts");
    http.awaitStatus("counts", "Completed");

    assertThat(count("").status()).isEqualTo(200);
    assertThat(http.status("counts").status()).isIn(200, 202);
  }

  private Answer count(String query) {
    return http.get("/counts/instances?instanceIdPrefix=" + prefix + "&" + query);
  }
}
