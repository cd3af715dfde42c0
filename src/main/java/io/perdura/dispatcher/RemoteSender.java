package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.Tables;
import io.perdura.dao.Tx;
import io.perdura.history.ExecutionRewound;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.LostChild;
import io.perdura.taskhub.QueuedTask;
import io.perdura.taskhub.StartRequest;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves starts and messages for partitions of other nodes in the database, many in one
 * transaction. It holds the partitions' locks meanwhile, so that nobody else writes to their
 * instances.
 */
final class RemoteSender {

  private static final Logger log = LoggerFactory.getLogger(RemoteSender.class);
  private static final int MOST = 128;
  private static final int ATTEMPTS = 3;
  private static final long RETRY_MILLIS = 500;

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;
  private final InstanceKeys keys;
  private final Clock clock;
  private final Mailbox<Delivery.Routable> queue = new Mailbox<>();
  private final Thread thread = new Thread(this::loop, "perdura-remote-sender");

  RemoteSender(Database database, Tables tables, TaskHub hub, InstanceKeys keys, Clock clock) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
    this.keys = keys;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void submit(Delivery.Routable delivery) {
    if (!queue.offer(delivery)) {
      Answers.failed(delivery, new HubUnavailableException("This node is shutting down."));
    }
  }

  void close() {
    queue
        .close()
        .forEach(
            d -> Answers.failed(d, new HubUnavailableException("This node is shutting down.")));
  }

  private void loop() {
    try {
      while (!queue.isClosed()) {
        List<Delivery.Routable> batch = queue.take(MOST, Long.MAX_VALUE);
        if (!batch.isEmpty()) {
          send(batch, ATTEMPTS);
        }
      }
    } catch (InterruptedException e) {
      log.warn("{} was interrupted and ends", thread.getName());
    }
  }

  private void send(List<Delivery.Routable> batch, int attemptsLeft) throws InterruptedException {
    try {
      Map<Delivery, RuntimeException> refused = database.inTransaction(tx -> write(tx, batch));
      batch.stream().filter(d -> !refused.containsKey(d)).forEach(Answers::accepted);
      refused.forEach(Answers::failed);
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.LOCKED && attemptsLeft > 1) {
        send(batch, attemptsLeft - 1);
        return;
      }
      if (e.kind() == DatabaseException.Kind.TOO_LONG && sendShorter(batch)) {
        return;
      }
      if (e.kind() == DatabaseException.Kind.FAILED) {
        log.error("Messages for other nodes cannot be stored", e);
        if (batch.size() > 1) {
          sendApart(batch);
          return;
        }
      }
      HubUnavailableException unavailable =
          new HubUnavailableException("The database does not answer now; try again later.", e);
      batch.forEach(d -> Answers.failed(d, unavailable));
      keepResults(batch);
    } catch (RuntimeException | Error e) {
      log.error("Unexpected failure while sending to other nodes", e);
      RuntimeException reason = new IllegalStateException("The message cannot be sent", e);
      batch.forEach(d -> Answers.failed(d, reason));
      keepResults(batch);
    }
  }

  private void sendApart(List<Delivery.Routable> batch) throws InterruptedException {
    for (Delivery.Routable delivery : batch) {
      send(List.of(delivery), ATTEMPTS);
    }
  }

  /** In parts, and at last with a failure in place of a long result; false when nothing helps. */
  private boolean sendShorter(List<Delivery.Routable> batch) throws InterruptedException {
    if (batch.size() > 1) {
      sendApart(batch);
      return true;
    }
    Delivery shorter = Oversized.shortened(batch.get(0));
    if (shorter.equals(batch.get(0))) {
      return false;
    }
    send(List.of((Delivery.Routable) shorter), ATTEMPTS);
    return true;
  }

  /** Nobody waits for the result of an activity, so it is sent until it arrives. */
  private void keepResults(List<Delivery.Routable> batch) throws InterruptedException {
    List<Delivery.Routable> results =
        batch.stream().filter(d -> !(d instanceof Delivery.Awaited)).toList();
    if (!results.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      results.forEach(queue::offer);
    }
  }

  /** One batch on its way into the tables. */
  private final class Outgoing {
    private final Map<String, InstanceRow> known = new HashMap<>();
    private final List<Long> replaced = new ArrayList<>();
    private final Set<Integer> fenced = new HashSet<>();
    private final List<InstanceRow> inserted = new ArrayList<>();
    private final List<InboxMessage> messages = new ArrayList<>();
    private final List<QueuedTask> endedTasks = new ArrayList<>();
    private final Map<Delivery, RuntimeException> refused = new LinkedHashMap<>();

    void add(Tx tx, Delivery.Start start) {
      InstanceRow present = known.get(start.instanceId());
      StartRequest.Decision decision =
          present == null
              ? StartRequest.Decision.REPLACE
              : start.request().decide(present.status());
      if (decision == StartRequest.Decision.REFUSE) {
        refused.put(start, new InstanceExistsException(present.status()));
      } else if (decision == StartRequest.Decision.REPLACE) {
        insert(tx, start, present);
      }
    }

    private void insert(Tx tx, Delivery.Start start, InstanceRow replacedRow) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      if (replacedRow != null) {
        replaced.add(replacedRow.key());
        inserted.remove(replacedRow);
        if (!replacedRow.status().isTerminal()) {
          fenced.add(replacedRow.partition());
          ParentInstance parent = tables.findParent(tx, replacedRow.key());
          messages.addAll(LostChild.replaced(hub, parent, start.instanceId(), now));
        }
      }
      String id = start.instanceId();
      ExecutionStarted event = start.request().event(now);
      InstanceRow row = InstanceRow.pending(keys.next(), hub.partitionOf(id), id, event);
      known.put(id, row);
      inserted.add(row);
      send(row, event);
    }

    /** The result goes to the instance, and the task leaves the queue, or neither does. */
    void add(Delivery.QueuedTaskEnded ended) {
      QueuedTask task = ended.task();
      messages.add(InboxMessage.toRun(task.instanceKey(), task.partition(), ended.event()));
      endedTasks.add(task);
    }

    void add(Delivery.Signal signal) {
      int partition = hub.partitionOf(signal.instanceId());
      messages.add(InboxMessage.toId(signal.instanceId(), partition, signal.operation()));
    }

    /** A rewind is for failed instances, everything else for live ones. */
    private static boolean isWelcome(HistoryEvent event, OrchestrationRuntimeStatus status) {
      return event instanceof ExecutionRewound
          ? status == OrchestrationRuntimeStatus.FAILED
          : !status.isTerminal();
    }

    private void send(InstanceRow receiver, HistoryEvent event) {
      messages.add(InboxMessage.toRun(receiver.key(), receiver.partition(), event));
    }

    void add(Delivery.Direct direct) {
      InstanceRow present = known.get(direct.instanceId());
      if (present == null) {
        refused.put(direct, new InstanceNotFoundException(direct.instanceId()));
      } else if (!isWelcome(direct.event(), present.status())) {
        refused.put(direct, new InstanceFinishedException(direct.instanceId()));
      } else {
        send(present, direct.event());
      }
    }
  }

  private Map<Delivery, RuntimeException> write(Tx tx, List<Delivery.Routable> batch) {
    Outgoing outgoing = new Outgoing();
    lockPartitions(tx, batch);
    tables
        .instances()
        .findByIds(tx, hub.id(), receivingInstances(batch))
        .forEach(row -> outgoing.known.put(row.instanceId(), row));
    for (Delivery delivery : batch) {
      if (delivery instanceof Delivery.Start start) {
        outgoing.add(tx, start);
      } else if (delivery instanceof Delivery.Direct direct) {
        outgoing.add(direct);
      } else if (delivery instanceof Delivery.Signal signal) {
        outgoing.add(signal);
      } else if (delivery instanceof Delivery.QueuedTaskEnded ended) {
        outgoing.add(ended);
      }
    }
    outgoing.fenced.forEach(partition -> tables.partitions().fence(tx, hub.id(), partition));
    tables.inbox().insert(tx, hub.id(), outgoing.messages);
    tables.activityQueue().delete(tx, outgoing.endedTasks);
    tables.writeRuns(tx, hub.id(), outgoing.replaced, outgoing.inserted, List.of());
    return outgoing.refused;
  }

  private static List<String> receivingInstances(List<Delivery.Routable> batch) {
    return batch.stream()
        .filter(delivery -> !(delivery instanceof Delivery.Signal))
        .map(Delivery.Routable::instanceId)
        .distinct()
        .toList();
  }

  private void lockPartitions(Tx tx, List<Delivery.Routable> batch) {
    TreeSet<Integer> partitions = new TreeSet<>();
    batch.forEach(d -> partitions.add(hub.partitionOf(d.instanceId())));
    partitions.forEach(id -> tables.partitions().lock(tx, hub.id(), id));
  }
}
