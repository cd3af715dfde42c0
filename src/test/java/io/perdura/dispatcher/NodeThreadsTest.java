package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.history.HistoryJson;
import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TaskHub;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that work for the whole node go on whatever happens to single pieces of their work. */
class NodeThreadsTest {

  @TempDir Path folder;

  private final Tables tables = Tables.create(new HistoryJson());
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicBoolean nextCommitIsNotAnswered = new AtomicBoolean();
  private HikariDataSource connections;
  private Database database;
  private TaskHub hub;

  @BeforeEach
  void open() {
    connections = DatabaseUrl.h2(folder.resolve("perdura")).connect(false);
    Flyway.configure()
        .dataSource(connections)
        .locations("classpath:io/perdura/sql")
        .load()
        .migrate();
    DataSource flaky = proxy(DataSource.class, this::onDataSource);
    database = new Database(flaky, flaky);
    hub = database.inTransaction(tx -> tables.findOrCreateHub(tx, "hub", 1));
  }

  @AfterEach
  void close() {
    connections.close();
  }

  private interface Call {
    Object answer(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.answer(method, arguments)));
  }

  private static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Throws as many errors as are to come, and gives no connection while broken. */
  private Object onDataSource(Method method, Object[] arguments) throws Throwable {
    if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new LinkageError("as if");
    }
    requireNotBroken();
    Connection connection = (Connection) pass(connections, method, arguments);
    return proxy(Connection.class, (m, a) -> onConnection(connection, m, a));
  }

  private Object onConnection(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    if (method.getName().equals("commit")) {
      requireNotBroken();
      pass(connection, method, arguments);
      broken.set(nextCommitIsNotAnswered.getAndSet(false));
      requireNotBroken();
      return null;
    }
    return pass(connection, method, arguments);
  }

  private void requireNotBroken() throws SQLException {
    if (broken.get()) {
      throw new SQLException("as if the connection were broken", "08S01");
    }
  }

  private PartitionWrite write() {
    PartitionRow partition = database.read(tx -> tables.partitions().list(tx, hub.id())).get(0);
    return new Reply(partition, new Delivery.GoOn(1), List.of());
  }

  private static boolean isAlive(String threadName) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(threadName));
  }

  @Test
  void activitiesAreRunAlthoughNobodyHeardThatTheyWereClaimed() {
    FunctionRegistry functions = new FunctionRegistry();
    functions.addActivity("Quick", () -> ctx -> null, "test");
    QueuedTask task = new QueuedTask(1, 0, "i", new TaskScheduled(Instant.EPOCH, 0, "Quick", null));
    database.run(tx -> tables.activityQueue().insert(tx, hub.id(), List.of(task)));
    BlockingQueue<Delivery> results = new LinkedBlockingQueue<>();
    Activities activities =
        new Activities(functions, new DataConverter(), key -> true, Clock.systemUTC());
    try (ActivityPool pool = new ActivityPool(activities, 1)) {
      ActivityQueue queue = new ActivityQueue(database, tables, hub, () -> 7L, pool, results::add);
      nextCommitIsNotAnswered.set(true);
      assertThat(queue.claimAndRun()).isFalse();
      assertThat(queue.claimAndRun()).isFalse();
      broken.set(false);

      assertThat(queue.claimAndRun()).isTrue();

      await().atMost(LIMIT).until(() -> results.size() == 1);
      assertThat(queue.claimAndRun()).isFalse();
    }
  }

  @Test
  void aListenerThatFailsDoesNotEndTheCommitter() throws InterruptedException {
    AtomicInteger failures = new AtomicInteger(2);
    BlockingQueue<PartitionWrite> written = new LinkedBlockingQueue<>();
    GroupCommitter committer =
        new GroupCommitter(
            "committer-with-failing-listener",
            new CommitBatch(database, tables, hub),
            write -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("as if the partition had gone");
              }
              written.add(write);
            },
            (write, refusal) -> {
              throw new IllegalStateException("as if the partition had gone");
            });
    committer.start();
    for (int i = 0; i < 3; i++) {
      committer.submit(write());
      await().atMost(LIMIT).until(() -> failures.get() <= 1);
    }
    assertThat(written.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    committer.close();
  }

  @Test
  void aCommitterThatIsClosedDoesNotAskForAnOutcomeForEver() throws InterruptedException {
    BlockingQueue<GroupCommitter.Refusal> refusals = new LinkedBlockingQueue<>();
    AtomicBoolean asked = new AtomicBoolean();
    String name = "committer-without-database";
    PartitionWrite write = write();
    GroupCommitter committer =
        new GroupCommitter(
            name,
            new CommitBatch(
                new Database(
                    proxy(DataSource.class, (m, a) -> commitBreaks(m, a)),
                    proxy(
                        DataSource.class,
                        (m, a) -> {
                          asked.set(true);
                          return onDataSource(m, a);
                        })),
                tables,
                hub),
            w -> {},
            (w, refusal) -> refusals.add(refusal));
    committer.start();
    committer.submit(write);
    await().atMost(LIMIT).until(asked::get);
    committer.close();
    assertThat(refusals.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(GroupCommitter.Refusal.UNAVAILABLE);
    await().atMost(LIMIT).until(() -> !isAlive(name));
  }

  /** A connection that is there until its commit, and no other one after it. */
  private Object commitBreaks(Method method, Object[] arguments) throws Throwable {
    Object connection = onDataSource(method, arguments);
    broken.set(true);
    return connection;
  }

  private Delivery.Start start(String id, String name) {
    return new Delivery.Start(
        new StartRequest(
            id, false, name, null, null, Map.of(), null, ConflictPolicy.REPLACE_FINISHED),
        new CompletableFuture<>());
  }

  private RemoteSender sender() {
    return new RemoteSender(
        database, tables, hub, new InstanceKeys(1), Clock.systemUTC(), Duration.ofMillis(500));
  }

  @Test
  void whatCannotBeSentToAnotherNodeDoesNotSpoilTheRest() {
    RemoteSender sender = sender();
    Delivery.Start bad = start("bad", null);
    Delivery.Start good = start("good", "Quick");
    sender.submit(bad);
    sender.submit(good);
    sender.start();
    assertThat(good.answer()).succeedsWithin(LIMIT);
    assertThat(bad.answer()).failsWithin(LIMIT);
    sender.close();
  }

  @Test
  void anErrorDoesNotEndTheSender() {
    RemoteSender sender = sender();
    errors.set(1);
    Delivery.Start first = start("first", "Quick");
    sender.submit(first);
    sender.start();
    assertThat(first.answer()).failsWithin(LIMIT);
    Delivery.Start second = start("second", "Quick");
    sender.submit(second);
    assertThat(second.answer()).succeedsWithin(LIMIT);
    sender.close();
  }

  @Test
  void anErrorDoesNotEndAPoll() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    PollLoop poll =
        new PollLoop(
            "poll",
            1,
            () -> {
              if (looks.incrementAndGet() == 1) {
                throw new LinkageError("as if");
              }
              return true;
            });
    requireToGoOn(poll, poll::close, looks);
  }

  @Test
  void aPurgeThatCannotBeReadDoesNotEndAllPurges() throws Exception {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO purges (hub, state, created_from, created_to, statuses, id_prefixes, deleted,
                 requested_time, updated_time)
          VALUES (%d, 'RUNNING', NOW(), NOW(), 'FROM_THE_FUTURE', '', 0, NOW(), NOW())
          """
              .formatted(hub.id()));
      connection.commit();
    }
    AtomicInteger looks = new AtomicInteger();
    PurgeRunner runner =
        new PurgeRunner(database, tables, hub, looks::incrementAndGet, Clock.systemUTC());
    requireToGoOn(runner, runner::close, looks);
  }

  private static void requireToGoOn(Runnable loop, Runnable close, AtomicInteger looks)
      throws InterruptedException {
    Thread thread = new Thread(loop);
    thread.start();
    await().atMost(LIMIT).until(() -> looks.get() > 1 || !thread.isAlive());
    assertThat(looks).hasValueGreaterThan(1);
    close.run();
    thread.join(LIMIT.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }
}
