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
import java.time.Duration;
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
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Database database;
  private final Tables tables;
  private final TaskHub hub;
  private final InstanceKeys keys;
  private final Clock clock;
  private final Mailbox<Delivery.Routable> queue = new Mailbox<>();
  private final UnsentResults unsent;
  private final Thread thread = new Thread(this::loop, "perdura-remote-sender");

  /**
   * @param firstPause before a result that could not be sent is tried again
   */
  RemoteSender(
      Database database,
      Tables tables,
      TaskHub hub,
      InstanceKeys keys,
      Clock clock,
      Duration firstPause) {
    this.database = database;
    this.tables = tables;
    this.hub = hub;
    this.keys = keys;
    this.clock = clock;
    this.unsent = new UnsentResults(clock, firstPause);
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
        List<Delivery.Routable> batch = queue.take(MOST, unsent.untilNext(IDLE).toNanos());
        if (!batch.isEmpty()) {
          send(batch, ATTEMPTS);
        }
        List<Delivery.Routable> again = unsent.takeDue();
        for (int from = 0; from < again.size(); from += MOST) {
          send(again.subList(from, Math.min(from + MOST, again.size())), ATTEMPTS);
        }
      }
    } catch (InterruptedException e) {
      log.warn("{} was interrupted and ends", thread.getName());
    }
  }

  private void send(List<Delivery.Routable> batch, int attemptsLeft) {
    try {
      Map<Delivery, RuntimeException> refused = database.inTransaction(tx -> write(tx, batch));
      batch.stream().filter(d -> !refused.containsKey(d)).forEach(Answers::accepted);
      refused.forEach(Answers::failed);
      results(batch).forEach(unsent::sent);
    } catch (DatabaseException e) {
      RuntimeException unavailable =
          new HubUnavailableException("The database does not answer now; try again later.", e);
      switch (e.kind()) {
        case TOO_LONG -> tooLong(batch, unavailable);
        case FAILED -> refused(batch, unavailable);
        case LOCKED, UNAVAILABLE, OUTCOME_UNKNOWN, DUPLICATE_KEY -> {
          if (e.kind() == DatabaseException.Kind.LOCKED && attemptsLeft > 1) {
            send(batch, attemptsLeft - 1);
          } else {
            batch.forEach(d -> Answers.failed(d, unavailable));
            results(batch).forEach(unsent::postpone);
          }
        }
      }
    } catch (RuntimeException | Error e) {
      refused(batch, new IllegalStateException("The message cannot be sent", e));
    }
  }

  /** Whoever is to blame must not spoil the rest. */
  private void sendApart(List<Delivery.Routable> batch) {
    batch.forEach(delivery -> send(List.of(delivery), ATTEMPTS));
  }

  private void refused(List<Delivery.Routable> batch, RuntimeException reason) {
    if (batch.size() > 1) {
      sendApart(batch);
    } else {
      log.error("A message for another node cannot be stored", reason);
      Answers.failed(batch.get(0), reason);
      results(batch).forEach(unsent::refused);
    }
  }

  /** In parts, and at last with a failure in place of a long result. */
  private void tooLong(List<Delivery.Routable> batch, RuntimeException reason) {
    Delivery.Routable shorter = (Delivery.Routable) Oversized.shortened(batch.get(0));
    if (batch.size() > 1 || shorter.equals(batch.get(0))) {
      refused(batch, reason);
    } else {
      send(List.of(shorter), ATTEMPTS);
    }
  }

  private static List<Delivery.QueuedTaskEnded> results(List<Delivery.Routable> batch) {
    return batch.stream()
        .filter(Delivery.QueuedTaskEnded.class::isInstance)
        .map(Delivery.QueuedTaskEnded.class::cast)
        .toList();
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
