package io.perdura.bootstrap;

import io.perdura.client.Deadlines;
import io.perdura.dao.Database;
import io.perdura.http.HttpApi;
import io.perdura.http.KeyPolicy;
import io.perdura.http.PageTokens;
import io.perdura.httpcall.HttpActivity;
import io.perdura.orchestration.DurableHttp;
import io.perdura.orchestration.FunctionRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;

/** Everything that runs, put together. */
final class PerduraApplication implements AutoCloseable {

  private final CloseStack opened = new CloseStack();
  private final Map<String, String> databaseDescriptions = new LinkedHashMap<>();
  private final HubNodes nodes;
  private final HttpApi api;

  /**
   * Opens everything; nothing runs yet.
   *
   * @throws StartupException when something needed is not there
   */
  PerduraApplication(Settings settings, FunctionRegistry functions) {
    boolean complete = false;
    try {
      opened.add(DriverSettings::release);
      addHttpActivity(settings, functions);
      List<Database> databases = settings.connections().stream().map(this::openDatabase).toList();
      KeyPolicy keys = keys(databases.get(0), settings);
      nodes = new HubNodes(functions);
      for (int i = 0; i < databases.size(); i++) {
        nodes.join(settings.connections().get(i), databases.get(i), settings, opened);
      }
      Deadlines deadlines = new Deadlines();
      opened.add(deadlines::close);
      api =
          new HttpApi(
              nodes.bindings(deadlines, settings.connectionAliases()),
              deadlines,
              keys,
              settings.publicUrls(),
              new PageTokens(Secrets.pageTokens(databases.get(0))),
              settings.maxBodyBytes());
      opened.add(api::close);
      complete = true;
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  private void addHttpActivity(Settings settings, FunctionRegistry functions) {
    CallClient client = new CallClient();
    opened.add(client::close);
    functions.addActivity(
        DurableHttp.BUILT_IN_HTTP_ACTIVITY_NAME,
        () -> new HttpActivity(client::get, settings.httpCalls(), Clock.systemUTC()),
        "Perdura");
  }

  private Database openDatabase(ConnectionSettings connection) {
    OpenDatabase source = DatabaseOpener.open(connection.database(), opened);
    databaseDescriptions.put(connection.name(), source.description());
    if (connection.database().migrate()) {
      SchemaMigration.run(source.transactions());
    }
    return new Database(source.transactions(), source.reads());
  }

  private KeyPolicy keys(Database database, Settings settings) {
    SystemKeys keys = new SystemKeys(database, settings.keys().configured());
    opened.add(keys::close);
    if (settings.defaultDatabase().isEmbedded() && !settings.keys().hasDefault()) {
      keys.defaultKey()
          .ifPresent(
              key ->
                  EmbeddedDatabase.writeKeyFile(
                      settings.defaultDatabase().dataDirectory(), key.value()));
    }
    return new KeyPolicy(keys::inForce, settings.keys().openToLoopback());
  }

  /** Adds the HTTP API to a Jersey application. */
  void register(ResourceConfig resources) {
    api.register(resources);
  }

  /** Answers the requests that still wait, while that is possible. */
  void endRequests() {
    api.close();
  }

  /** Begins to run orchestrations. */
  void start() {
    nodes.start();
  }

  List<HubNodes.Member> hubs() {
    return nodes.members();
  }

  /** What may be shown of the databases' addresses, by connection, the default one first. */
  Map<String, String> databaseDescriptions() {
    return databaseDescriptions;
  }

  @Override
  public void close() {
    opened.close();
  }
}
