package io.perdura.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.PerduraHttp;
import io.perdura.testing.PerduraServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is one that the container offers under a JNDI name. */
class ContainerDataSourceIT {

  @TempDir private Path folder;

  @Test
  void instancesRunOnTheContainersDataSourceAndSurviveARestart() {
    String url =
        "jdbc:h2:file:"
            + folder.resolve("container").toAbsolutePath()
            + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    try (PerduraServer server =
        PerduraServer.named("jndi")
            .with("perdura.test.jndi-url", url)
            .with("perdura.database.jndi", "jdbc/perdura")
            .start()) {
      PerduraHttp http = server.client();
      http.start("HumanInteraction", "jndi-1", "{\"timeoutSeconds\": 600}");

      server.restart();

      assertThat(http.post("/instances/jndi-1/raiseEvent/Approval", "true").status())
          .isEqualTo(202);
      assertThat(http.awaitStatus("jndi-1", "Completed").path("output").asText())
          .isEqualTo("Approved");
    }
  }
}
