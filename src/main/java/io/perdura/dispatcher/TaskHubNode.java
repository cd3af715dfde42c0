package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.EntityStore;
import io.perdura.dao.InstanceStore;
import io.perdura.dao.Tables;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.HistoryEvent;
import io.perdura.history.HistoryJson;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.replay.JavaOrchestrationExecutor;
import io.perdura.replay.OrchestrationExecutor;
import io.perdura.replay.OrchestratorThreads;
import io.perdura.taskhub.CompletionWatch;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TaskHub;
import io.perdura.taskhub.WorkIntake;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** This process as a member of a task hub: everything that runs, started and stopped together. */
public final class TaskHubNode implements WorkIntake, CompletionWatch, AutoCloseable {

  /**
   * Besides the partitions: the lease job, the poll, the activity dispatcher and its look after
   * kept threads, background purges, and one to spare.
   */
  private static final int OTHER_JOBS = 6;

  /** Pauses between looks into the database while there is something to find. */
  private static final long CROSS_NODE_MILLIS = 25;

  private static final long QUEUE_MILLIS = 10;

  /** Before the result of an activity that could not be sent to its instance is tried again. */
  private static final Duration RESULT_PAUSE = Duration.ofMillis(500);

  private final TaskHub hub;
  private final Clock clock;
  private final InstanceStore store;
  private final EntityStore entityStore;
  private final CompletionWatchers watchers = new CompletionWatchers();
  private final OrchestratorThreads orchestratorThreads = OrchestratorThreads.create();
  private final SlowLane slowLane = new SlowLane();
  private final ActivityPool activities;
  private final List<GroupCommitter> committers;
  private final RemoteSender remoteSender;
  private final List<PollLoop> polls;
  private final PurgeRunner purges;
  private final NodeScheduler scheduler;
  private final OwnedPartitions owned;
  private final LeaseKeeper lease;

  private TaskHubNode(
      Database database,
      Tables tables,
      TaskHub hub,
      long node,
      FunctionRegistry functions,
      NodeSettings settings,
      Clock clock) {
    this.hub = hub;
    this.clock = clock;
    this.store = new InstanceStore(database, hub, tables);
    this.entityStore = new EntityStore(database, hub, tables.entities());
    DataConverter converter = new DataConverter();
    InstanceKeys keys = new InstanceKeys(node);
    activities =
        new ActivityPool(
            new Activities(
                functions,
                converter,
                key -> database.read(tx -> tables.instances().isLive(tx, key)),
                clock),
            settings.activityThreads());
    remoteSender = new RemoteSender(database, tables, hub, keys, clock, RESULT_PAUSE);
    scheduler =
        new NodeScheduler(
            "perdura-%s-%d".formatted(hub.name(), node), hub.partitionCount() + OTHER_JOBS);
    committers = committers(new CommitBatch(database, tables, hub), settings.committers());
    OrchestrationExecutor executor =
        new JavaOrchestrationExecutor(functions, converter, orchestratorThreads);
    HubServices services =
        new HubServices(
            hub,
            database,
            tables,
            new InstanceLoader(database, tables, hub, executor),
            keys,
            activities,
            new EntityExecutor(functions, converter, hub, clock, TaskHubNode::newInstanceId),
            this::roomForTasks,
            watchers,
            partition -> committers.get(partition % committers.size()),
            this::route,
            remoteSender::submit,
            partition -> owned().wakeForInbox(partition),
            executor,
            slowLane,
            converter,
            clock,
            settings.historyCacheMegabytes() * 1024L * 1024L / hub.partitionCount());
    owned = new OwnedPartitions(services, scheduler, this::released);
    lease =
        new LeaseKeeper(database, tables, hub, settings.nodeName(), node, owned, System::nanoTime);
    ActivityQueue queue =
        new ActivityQueue(database, tables, hub, lease::node, activities, this::route);
    purges = new PurgeRunner(database, tables, hub, lease::node, clock);
    CrossNodePoll otherNodes =
        new CrossNodePoll(
            database, tables, hub, watchers, owned::wakeForInbox, owned::isRunning, clock);
    polls =
        List.of(
            new PollLoop("cross-node-poll", CROSS_NODE_MILLIS, otherNodes::poll),
            new PollLoop("activity-dispatcher", QUEUE_MILLIS, queue::claimAndRun));
  }

  /**
   * Joins the hub, creating it when it does not exist. Nothing runs before {@link #start}.
   *
   * @param alone whether no other process can have the database open, so that all nodes in it are
   *     dead
   * @throws io.perdura.dao.DatabaseException when the database cannot be reached
   */
  public static TaskHubNode open(
      Database database,
      FunctionRegistry functions,
      NodeSettings settings,
      boolean alone,
      Clock clock) {
    Tables tables = Tables.create(new HistoryJson());
    TaskHub hub =
        database.inTransaction(
            tx -> tables.findOrCreateHub(tx, settings.taskHub(), settings.partitionCount()));
    long node =
        database.inTransaction(
            tx -> {
              if (alone) {
                tables.removeNodes(tx, hub.id());
              }
              return tables.nodes().insert(tx, hub.id(), settings.nodeName());
            });
    return new TaskHubNode(database, tables, hub, node, functions, settings, clock);
  }

  private static String newInstanceId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private OwnedPartitions owned() {
    return owned;
  }

  private List<GroupCommitter> committers(CommitBatch batches, int count) {
    return IntStream.range(0, Math.min(count, hub.partitionCount()))
        .mapToObj(
            i ->
                new GroupCommitter(
                    "perdura-committer-" + i,
                    batches,
                    turn -> owned.written(turn),
                    (turn, refusal) -> owned.refused(turn, refusal)))
        .toList();
  }

  /** Takes this node's share of the partitions and begins to work. */
  public void start() {
    committers.forEach(GroupCommitter::start);
    remoteSender.start();
    polls.forEach(poll -> scheduler.run(poll.name(), poll));
    scheduler.run("background-purge", purges);
    lease.keep();
    scheduler.everySecond("lease", lease::keep);
    scheduler.everySecond(
        "kept-activity-threads", () -> activities.replaceKeptThreads(System.nanoTime()));
  }

  /** All of them, unless this node is busy and others could help. */
  private int roomForTasks(int wanted) {
    return lease.hasPeers() ? Math.min(wanted, activities.room()) : wanted;
  }

  private void released(PartitionDispatcher ended) {
    lease.release(ended.partition());
  }

  /** The hub this process takes part in. */
  public TaskHub hub() {
    return hub;
  }

  /** Reads and deletes instances, whichever node runs them. */
  public InstanceStore store() {
    return store;
  }

  /** Reads entities, whichever node runs them. */
  public EntityStore entityStore() {
    return entityStore;
  }

  @Override
  public CompletionStage<Void> start(StartRequest request) {
    Delivery.Start start = new Delivery.Start(request, new CompletableFuture<>());
    route(start);
    return start.answer();
  }

  @Override
  public CompletionStage<Void> send(String instanceId, HistoryEvent event) {
    Delivery.Direct message = new Delivery.Direct(instanceId, event, new CompletableFuture<>());
    route(message);
    return message.answer();
  }

  @Override
  public CompletionStage<Void> signal(EntityInstanceId entity, EntityOperationSignaled operation) {
    Delivery.Signal signal = new Delivery.Signal(entity, operation, new CompletableFuture<>());
    if (operation.scheduledTime() == null) {
      route(signal);
    } else {
      remoteSender.submit(signal);
    }
    return signal.answer();
  }

  @Override
  public CompletionStage<Void> purge(String instanceId) {
    Delivery.Purge purge = new Delivery.Purge(instanceId, new CompletableFuture<>());
    route(purge);
    return purge.answer();
  }

  /** To the partition's dispatcher if it runs here, otherwise to where its owner finds it. */
  private void route(Delivery.Routable delivery) {
    PartitionDispatcher local = owned.find(hub.partitionOf(delivery.instanceId()));
    if (local != null && local.offer(delivery)) {
      return;
    }
    if (delivery instanceof Delivery.Purge purge) {
      purgeElsewhere(purge);
    } else {
      remoteSender.submit(delivery);
    }
  }

  private void purgeElsewhere(Delivery.Purge purge) {
    try {
      store.purge(purge.instanceId(), true, clock.instant());
      Answers.accepted(purge);
    } catch (RuntimeException e) {
      Answers.failed(purge, e);
    }
  }

  @Override
  public CompletableFuture<InstanceRow> watch(String instanceId) {
    return watchers.watch(instanceId);
  }

  /** Ends all turns, hands the partitions over and stops every thread. */
  @Override
  public void close() {
    scheduler.standby();
    lease.stop();
    owned.closeAll();
    polls.forEach(PollLoop::close);
    purges.close();
    lease.leave();
    remoteSender.close();
    committers.forEach(GroupCommitter::close);
    activities.close();
    slowLane.close();
    scheduler.close();
    orchestratorThreads.close();
  }
}
