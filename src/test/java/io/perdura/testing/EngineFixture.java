package io.perdura.testing;

import static io.perdura.testing.Patience.LIMIT;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.perdura.client.Deadlines;
import io.perdura.client.DurableClient;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.dao.Database;
import io.perdura.dispatcher.NodeSettings;
import io.perdura.dispatcher.TaskHubNode;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;

/** A node of a task hub inside the test's own process, without HTTP. */
public final class EngineFixture implements AutoCloseable {

  private static final int ACTIVITY_THREADS = 8;
  private static final int COMMITTERS = 2;
  private static final int CACHE_MEGABYTES = 16;

  /** Who asks InnoDB more often than ten times a second gets the first answer again and again. */
  private static final Duration BETWEEN_LOOKS_AT_LOCKS = Duration.ofMillis(250);

  private final DatabaseUrl url;
  private final HikariDataSource dataSource;
  private final HikariDataSource reads;
  private final TaskHubNode node;
  private final Deadlines deadlines = new Deadlines();
  private final DurableClient client;

  private EngineFixture(DatabaseUrl url, FunctionRegistry functions, String nodeName) {
    this.url = url;
    this.dataSource = url.connect(false);
    this.reads = url.connect(true);
    migrate(dataSource);
    Database database = new Database(dataSource, reads);
    this.node =
        TaskHubNode.open(
            database,
            functions,
            new NodeSettings("test", 8, nodeName, ACTIVITY_THREADS, COMMITTERS, CACHE_MEGABYTES),
            false,
            Clock.systemUTC());
    this.client =
        new DurableClient(
            node.store(),
            node.entityStore(),
            node,
            node,
            deadlines,
            functions,
            new DataConverter(),
            Clock.systemUTC(),
            () -> UUID.randomUUID().toString().replace("-", ""));
    node.start();
  }

  /** Joins the hub "test" in this database, creating the schema when it is empty. */
  public static EngineFixture start(DatabaseUrl database, FunctionRegistry functions) {
    return start(database, functions, "node");
  }

  public static EngineFixture start(
      DatabaseUrl database, FunctionRegistry functions, String nodeName) {
    return new EngineFixture(database, functions, nodeName);
  }

  private static void migrate(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:io/perdura/sql")
        .load()
        .migrate();
  }

  public DurableClient client() {
    return client;
  }

  public TaskHubNode node() {
    return node;
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  /** The instance once it has finished. */
  public OrchestrationMetadata awaitEnd(String instanceId) {
    return client
        .awaitCompletion(instanceId, LIMIT)
        .toCompletableFuture()
        .orTimeout(2 * LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join()
        .filter(OrchestrationMetadata::isCompleted)
        .orElseThrow(
            () -> new AssertionError(instanceId + " has not finished: " + describe(instanceId)));
  }

  /** Waits until so many transactions wait for locks. */
  public void awaitWaiting(int count) {
    Awaitility.await("transactions that wait for locks")
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(BETWEEN_LOOKS_AT_LOCKS)
        .until(() -> waiting() >= count);
  }

  private int waiting() throws SQLException {
    try (Connection connection = reads.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(url.countWaiting())) {
      row.next();
      return row.getInt(1);
    }
  }

  private String describe(String instanceId) {
    Optional<OrchestrationMetadata> found = client.findInstance(instanceId);
    return found.map(i -> i.getRuntimeStatus() + " " + client.getHistory(i)).orElse("absent");
  }

  /** Ends the node; whatever the test did, the engine's counts must be true. */
  @Override
  public void close() {
    deadlines.close();
    node.close();
    try {
      StoredCounts.assertTrue(reads);
    } finally {
      dataSource.close();
      reads.close();
    }
  }

  /** Where a test's database is. */
  public record DatabaseUrl(String url, String user, String password) {

    private static final String H2_OPTIONS =
        ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";

    public static DatabaseUrl h2(Path file) {
      return new DatabaseUrl("jdbc:h2:file:" + file.toAbsolutePath() + H2_OPTIONS, "sa", "");
    }

    /** A new, empty database of this server. */
    public static DatabaseUrl mariaDb(MariaDbServer server) {
      return new DatabaseUrl(server.newDatabase(), MariaDbServer.USER, MariaDbServer.PASSWORD);
    }

    private String countWaiting() {
      return url.startsWith("jdbc:h2:")
          ? "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL"
          : "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    }

    /** A pool of connections to it. */
    public HikariDataSource connect(boolean autoCommit) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setUsername(user);
      config.setPassword(password);
      config.setAutoCommit(autoCommit);
      config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
      config.setMaximumPoolSize(10);
      config.setConnectionTimeout(3_000);
      config.addDataSourceProperty("rewriteBatchedStatements", "true");
      config.addDataSourceProperty("cachePrepStmts", "true");
      config.addDataSourceProperty("prepStmtCacheSize", "250");
      config.addDataSourceProperty("prepStmtCacheSqlLimit", "4096");
      config.addDataSourceProperty("connectionTimeZone", "UTC");
      config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
      return new HikariDataSource(config);
    }
  }
}
