package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;
import static io.perdura.contract.Pages.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.Database;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerLogOnFailure.class)
class PageTokenIT {

  @Test
  void aTokenOfOneNodeIsGoodForAllLaterOnesToo() {
    Database database = TestDatabase.MARIADB.fresh();
    try (PerduraServer first = PerduraServer.named("tokens-1").on(database).start()) {
      first.client().start("HelloCities", "a");
      first.client().start("HelloCities", "b");
      String token = first.client().get("/instances?top=1").header(TOKEN).orElseThrow();

      try (PerduraServer second = PerduraServer.named("tokens-2").on(database).start()) {
        Answer rest = second.client().getWith(TOKEN, token, "/instances?top=1");
        assertThat(assertJson(rest, 200).findValuesAsText("instanceId")).containsExactly("b");
      }
    }
  }
}
