package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

  private static QueryParameters query(String raw) {
    return new QueryParameters(raw);
  }

  @Test
  void missingQueryHasNoParameters() {
    assertThat(query(null).text("taskHub")).isEmpty();
  }

  @Test
  void namesMatchInAnyLetterCase() {
    assertThat(query("TASKHUB=flows").text("taskHub")).contains("flows");
  }

  @Test
  void firstOfARepeatedSingleValueCounts() {
    assertThat(query("taskHub=&taskHub=a&taskHub=b").text("taskHub")).contains("a");
  }

  @Test
  void plusIsABlankInTextsAndItselfInKeys() {
    assertThat(query("reason=no+more%2B").text("reason")).contains("no more+");
    assertThat(query("code=a+b%2Fc%3D%3D").key("code")).contains("a+b/c==");
  }

  @Test
  void incompletePercentCodesAreThemselves() {
    assertThat(query("reason=100%").text("reason")).contains("100%");
    assertThat(query("reason=%4").text("reason")).contains("%4");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> query("reason=%ff").text("reason"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "f=", "f=+", "f", "f=1", "f=yes", "f=truee", "g=false"})
  void blankBooleanFallsBackToItsDefault(String raw) {
    assertThat(query(raw).flag("f", true)).isTrue();
    assertThat(query(raw).flag("f", false)).isFalse();
  }

  @Test
  void booleansAreReadInAnyLetterCase() {
    assertThat(query("showInput=True").flag("showInput", false)).isTrue();
    assertThat(query("showInput=+FALSE+").flag("showInput", true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1.5,1500",
    ".25,250",
    "2.,2000",
    "0.0001,1",
    "99999999999999999999,2147483647"
  })
  void secondsMayHaveAFraction(String value, long milliseconds) {
    assertThat(query("timeout=" + value).seconds("timeout"))
        .contains(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "1e3", "1,5", ".", "NaN", "0x1"})
  void anythingElseIsNotANumberOfSeconds(String value) {
    assertThatThrownBy(() -> query("timeout=" + value).seconds("timeout"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("timeout");
  }

  @Test
  void integersBeyondIntCountAsTheLimit() {
    assertThat(query("top=7").integer("top")).contains(7);
    assertThat(query("top=99999999999").integer("top")).contains(Integer.MAX_VALUE);
    assertThatThrownBy(() -> query("top=1.5").integer("top"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01,2026-03-01T00:00:00Z",
    "2026-03-01T09:15,2026-03-01T09:15:00Z",
    "2026-03-01T09:15:42,2026-03-01T09:15:42Z",
    "2026-03-01T09:15:42.000000Z,2026-03-01T09:15:42Z",
    "2026-03-01T09:15:42.123456789Z,2026-03-01T09:15:42.123456789Z",
    "2026-03-01T09:15:42%2B01:00,2026-03-01T08:15:42Z",
    "2026-03-01T09:15:42+01:00,2026-03-01T08:15:42Z",
    "2026-03-01T09:15:42-01:00,2026-03-01T10:15:42Z",
    "0001-01-01,1000-01-01T00:00:00Z",
  })
  void timestampsAreIso8601AndUtcByDefault(String value, Instant expected) {
    assertThat(query("createdTimeFrom=" + value).timestamp("createdTimeFrom")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-13-01", "2026-02-30", "2026-03-01T25:00", "1", "12:00"})
  void anythingElseIsNotATimestamp(String value) {
    assertThatThrownBy(() -> query("createdTimeFrom=" + value).timestamp("createdTimeFrom"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("createdTimeFrom");
  }

  @Test
  void statusListsMayBeRepeatedAndSeparatedByCommas() {
    assertThat(query("runtimeStatus=Running,,pending&runtimeStatus=3").statuses("runtimeStatus"))
        .hasValueSatisfying(
            statuses ->
                assertThat(statuses)
                    .containsExactlyInAnyOrder(
                        OrchestrationRuntimeStatus.RUNNING,
                        OrchestrationRuntimeStatus.PENDING,
                        OrchestrationRuntimeStatus.FAILED));
  }

  @Test
  void emptyStatusListIsNoFilterAndUnknownMatchesNothing() {
    assertThat(query("runtimeStatus=,").statuses("runtimeStatus")).isEmpty();
    assertThat(query("runtimeStatus=Unknown").statuses("runtimeStatus"))
        .hasValueSatisfying(statuses -> assertThat(statuses).isEmpty());
  }

  @Test
  void statusThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> query("runtimeStatus=Running,Foo").statuses("runtimeStatus"))
        .isInstanceOf(InvalidRequestException.class);
  }
}
