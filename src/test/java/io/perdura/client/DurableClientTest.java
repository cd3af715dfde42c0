package io.perdura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.dao.Database;
import io.perdura.dao.EntityDao;
import io.perdura.dao.EntityStore;
import io.perdura.dao.InstanceStore;
import io.perdura.dao.Tables;
import io.perdura.history.HistoryJson;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class DurableClientTest {

  private final CompletableFuture<InstanceRow> watch = new CompletableFuture<>();

  /** A client of a hub whose database is not there. */
  private DurableClient client() {
    JdbcDataSource nowhere = new JdbcDataSource();
    nowhere.setUrl("jdbc:h2:tcp://localhost:1/nowhere");
    Database database = new Database(nowhere, nowhere);
    TaskHub hub = new TaskHub(1, "hub", 8);
    return new DurableClient(
        new InstanceStore(database, hub, Tables.create(new HistoryJson())),
        new EntityStore(database, hub, new EntityDao()),
        null,
        id -> watch,
        new Deadlines(),
        new FunctionRegistry(),
        new DataConverter(),
        Clock.systemUTC(),
        () -> "id");
  }

  @Test
  void nobodyWatchesAnInstanceThatCannotBeReadNow() {
    assertThatThrownBy(() -> client().awaitCompletion("some-id", Duration.ofMinutes(1)))
        .isInstanceOf(HubUnavailableException.class);

    assertThat(watch).isCancelled();
  }
}
