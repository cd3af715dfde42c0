package io.perdura.bootstrap;

import io.perdura.client.DurableClient;
import io.perdura.client.TaskHubBinding;
import io.perdura.client.TaskHubs;
import io.perdura.dao.Database;
import io.perdura.dispatcher.TaskHubNode;
import io.perdura.http.HttpApi;
import io.perdura.http.KeyPolicy;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.taskhub.TaskHub;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ResourceConfig;

/** Everything that runs, put together. */
final class PerduraApplication implements AutoCloseable {

  /** What applications for the original call their storage unless they name it. */
  private static final Set<String> CONNECTION_ALIASES = Set.of("AzureWebJobsStorage");

  private static final int ID_BYTES = 16;

  private final CloseStack opened = new CloseStack();
  private final TaskHubNode node;
  private final HttpApi api;
  private final String databaseDescription;

  /**
   * Opens everything; nothing runs yet.
   *
   * @throws StartupException when something needed is not there
   */
  PerduraApplication(Settings settings, FunctionRegistry functions) {
    boolean complete = false;
    try {
      opened.add(DriverSettings::release);
      OpenDatabase source = DatabaseOpener.open(settings.database(), opened);
      databaseDescription = source.description();
      if (settings.database().migrate()) {
        SchemaMigration.run(source.transactions());
      }
      Database database = new Database(source.transactions(), source.reads());
      String key = new SystemKeys(database).obtain(settings);
      node = TaskHubNode.open(database, functions, settings.node(), Clock.systemUTC());
      opened.add(node::close);
      KeyPolicy keys = new KeyPolicy(key, settings.keyOpenToLoopback());
      api = new HttpApi(hubs(settings, functions), keys, settings.maxBodyBytes());
      opened.add(api::close);
      complete = true;
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  private TaskHubs hubs(Settings settings, FunctionRegistry functions) {
    DurableClient client =
        new DurableClient(
            node.store(),
            node,
            node,
            functions,
            new DataConverter(),
            Clock.systemUTC(),
            randomIds());
    return new TaskHubs(
        new TaskHubBinding(node.hub().name(), settings.connectionName(), client),
        CONNECTION_ALIASES);
  }

  private static Supplier<String> randomIds() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[ID_BYTES];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    };
  }

  /** Adds the HTTP API to a Jersey application. */
  void register(ResourceConfig resources) {
    api.register(resources);
  }

  /** Begins to run orchestrations. */
  void start() {
    node.start();
  }

  TaskHub hub() {
    return node.hub();
  }

  String databaseDescription() {
    return databaseDescription;
  }

  @Override
  public void close() {
    opened.close();
  }
}
