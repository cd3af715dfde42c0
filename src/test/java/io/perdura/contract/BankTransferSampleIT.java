package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class BankTransferSampleIT {

  private final PerduraHttp http;
  private final String anna = PerduraHttp.newId("anna");
  private final String ben = PerduraHttp.newId("ben");

  BankTransferSampleIT(PerduraHttp http) {
    this.http = http;
  }

  private Answer transfer(String body) {
    return http.post(
        http.applicationUri("/api/orchestrators/BankTransfer"), body, "application/json");
  }

  private Answer transfer(long amount) {
    return transfer("{\"from\":\"%s\",\"to\":\"%s\",\"amount\":%d}".formatted(anna, ben, amount));
  }

  private void assertOutput(Answer started, String output) {
    String id = assertJson(started, 202).path("id").asText();
    assertThat(http.awaitStatus(id, "Completed").path("output")).isEqualTo(Answer.parse(output));
  }

  @Test
  void moneyMovesOnceAndNeverMoreThanThereIs() {
    assertBodiless(http.post("/entities/Account/" + anna + "?op=deposit", "100"), 202);
    assertOutput(
        transfer(60), "{\"transferred\":true,\"reason\":null,\"fromBalance\":40,\"toBalance\":60}");
    assertOutput(
        transfer(60),
        """
        {"transferred":false,"reason":"The balance of 40 does not cover 60","fromBalance":40,
         "toBalance":null}
        """);
    Entities.awaitState(http, "/entities/Account/" + anna, "{\"balance\":40}");
    Entities.awaitState(http, "/entities/Account/" + ben, "{\"balance\":60}");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5})
  void anAmountThatIsNotPositiveIsRefused(long amount) {
    assertOutput(
        transfer(amount),
        """
        {"transferred":false,"reason":"The amount must be positive","fromBalance":null,
         "toBalance":null}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"from\":\"a\",\"to\":\"a\",\"amount\":1}"})
  void whatIsNoTransferIsRefused(String body) {
    String id = assertJson(transfer(body), 202).path("id").asText();
    JsonNode output = http.awaitStatus(id, "Completed").path("output");
    assertThat(output.path("transferred").asBoolean(true)).isFalse();
    assertThat(output.path("reason").asText()).isNotEmpty();
  }
}
