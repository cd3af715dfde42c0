package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {

  private static final String BASE = "runtime/webhooks/durabletask";

  private static ApiPath path(String raw) {
    return ApiPath.of(raw).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "/runtime/webhooks/durabletask/instances,V2",
    "/RUNTIME/Webhooks/durableTask/Instances/,V2",
    "/admin/extensions/DurableTaskExtension/instances,V1",
    "/admin/extensions/durabletaskextension/INSTANCES,V1",
    "/durabletask/instances,PLAIN",
  })
  void everyBaseLeadsToTheSamePath(String raw, ApiBase base) {
    assertThat(path(raw).base()).isEqualTo(base);
    assertThat(path(raw).canonical()).isEqualTo(BASE + "/instances");
    assertThat(path(raw).isRoutable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "", "/index.html", "/api/status/x", "/runtime/webhooks", "/durabletasks"})
  void otherPathsAreNotOfTheApi(String raw) {
    assertThat(ApiPath.of(raw)).isEmpty();
  }

  @Test
  void literalsGetTheirSpellingAndValuesKeepTheirs() {
    assertThat(path("/durabletask/INSTANCES/Order-1/RAISEEVENT/Approved").canonical())
        .isEqualTo(BASE + "/instances/Order-1/raiseEvent/Approved");
    assertThat(path("/durabletask/orchestrators/TERMINATE/Instances").canonical())
        .isEqualTo(BASE + "/orchestrators/TERMINATE/Instances");
    assertThat(path("/durabletask/Orchestrators/X/TERMINATE").canonical())
        .isEqualTo(BASE + "/orchestrators/X/TERMINATE");
    assertThat(path("/durabletask/ENTITIES/Counter/SUSPEND").canonical())
        .isEqualTo(BASE + "/entities/Counter/SUSPEND");
  }

  @ParameterizedTest
  @CsvSource({
    "a%20b,a%20b",
    "a+b,a%2Bb",
    "@counter@cats,%40counter%40cats",
    "a;b=c,a%3Bb%3Dc",
    "h%C3%A9,h%C3%A9",
    "%41,A",
    "100%,100%25",
  })
  void valuesAreEncodedSoThatNothingInThemHasAMeaning(String given, String canonical) {
    assertThat(path("/durabletask/instances/" + given).canonical())
        .isEqualTo(BASE + "/instances/" + canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/durabletask/instances/a%2Fb", "/durabletask//instances", "/durabletask//"})
  void encodedSlashesAndEmptySegmentsLeadNowhere(String raw) {
    assertThat(path(raw).isRoutable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "%2e", "%2E%2e"})
  void dotsAsAnIdLeadNowhereInsteadOfToAnotherPath(String id) {
    assertThat(path("/durabletask/orchestrators/HelloCities/" + id).isRoutable()).isFalse();
    assertThat(path("/durabletask/orchestrators/HelloCities/" + id + "x").isRoutable()).isTrue();
  }
}
