package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import io.perdura.testing.PerduraServerBuilder;
import io.perdura.testing.ServerLogOnFailure;
import io.perdura.testing.TestDatabase;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions that are methods, and resources, in the WAR and in a folder outside it. */
@ParameterizedClass
@EnumSource(FunctionsFromAnywhereIT.Place.class)
@ExtendWith(ServerLogOnFailure.class)
class FunctionsFromAnywhereIT {

  enum Place {
    WEB_APPLICATION(PerduraServerBuilder::withMethodFunctions),
    FOLDER(PerduraServerBuilder::withMethodFunctionsInFolder);

    private final UnaryOperator<PerduraServerBuilder> functions;

    Place(UnaryOperator<PerduraServerBuilder> functions) {
      this.functions = functions;
    }

    PerduraServer start() {
      PerduraServerBuilder server =
          PerduraServer.named("functions")
              .on(TestDatabase.H2.fresh())
              .with("perdura.samples", "false");
      return functions.apply(server).start();
    }
  }

  private static final String PARCELS =
      "[{\"to\":\"Tokyo\",\"grams\":300},{\"to\":\"Seattle\",\"grams\":450}]";
  private static final Map<Place, PerduraServer> SERVERS = new EnumMap<>(Place.class);

  @Parameter private Place place;
  private PerduraHttp http;

  @BeforeEach
  void useServer() {
    http = SERVERS.computeIfAbsent(place, Place::start).client();
  }

  @AfterAll
  static void stopServers() {
    SERVERS.values().forEach(PerduraServer::close);
    SERVERS.clear();
  }

  @Test
  void methodsRunEachOnANewObjectWithInputsOfTheirDeclaredTypes() {
    String id = PerduraHttp.newId("deliver");
    http.start("Deliver", id, PARCELS);

    assertThat(http.awaitStatus(id, "Completed").path("output"))
        .hasToString("[750,\"%s to Tokyo\",\"depot 1\",1]".formatted(id));
  }

  @Test
  void aCheckedExceptionFailsTheInstanceUnderItsOwnName() {
    String id = PerduraHttp.newId("nothing");
    http.start("DeliverNothing", id);

    assertThat(http.awaitStatus(id, "Failed").path("output").asText())
        .isEqualTo("Orchestrator function 'DeliverNothing' failed: nothing there");
  }

  @Test
  void aStartRunsTheNewestVersion() {
    String id = PerduraHttp.newId("tariff");
    http.start("Tariff", id);

    assertThat(http.awaitStatus(id, "Completed").path("output").asText()).isEqualTo("new");
  }

  @Test
  void samplesThatAreSwitchedOffAreNotThere() {
    URI trigger = http.applicationUri("/api/orchestrators/HelloCities");
    URI ownResource = http.applicationUri("/api/async_http_api");

    assertThat(http.post(trigger, "", "application/json").status()).isEqualTo(404);
    assertThat(http.post(ownResource, "{}", "application/json").status()).isEqualTo(404);
    assertThat(http.post("/orchestrators/HelloCities").status()).isEqualTo(400);
  }

  @Test
  void aResourceIsReachedAndHasTheDefaultHubsClient() {
    String id = PerduraHttp.newId("resource");
    JsonNode answer =
        http.post(http.applicationUri("/deliveries/" + id), PARCELS, "application/json").json();

    assertThat(answer.path("id").asText()).isEqualTo(id);
    assertThat(answer.path("hub").asText()).isEqualTo("DurableFunctionsHub");
    assertThat(http.awaitStatus(id, "Completed").path("input").path(0).path("to").asText())
        .isEqualTo("Tokyo");
  }
}
