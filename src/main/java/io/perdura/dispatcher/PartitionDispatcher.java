package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.dispatcher.GroupCommitter.Refusal;
import io.perdura.history.TaskScheduled;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns a partition under one epoch: takes what has arrived, runs the turns it makes and hands them
 * to the committer. All state is confined to the thread in {@link #run}.
 */
final class PartitionDispatcher implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PartitionDispatcher.class);
  private static final int MOST_MAIL = 1024;
  private static final int MOST_ATTEMPTS = 5;
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration TIDY = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofSeconds(20);

  private final PartitionRow partition;
  private final HubServices services;
  private final Mailbox<Mail> mailbox = new Mailbox<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Agenda agenda = new Agenda();
  private final InstanceCache cache;
  private final DeliveryDesk desk;
  private final EntityDesk entities;
  private final NearTimers timers;
  private final TurnRunner turns;
  private final GroupCommitter committer;
  private final PartitionInbox inbox;
  private final Map<Long, Integer> failures = new HashMap<>();
  private List<Delivery> arrived = new ArrayList<>();
  private int turnsUnderWay;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean closing;

  PartitionDispatcher(PartitionRow partition, HubServices services) {
    this.partition = partition;
    this.services = services;
    this.cache = new InstanceCache(services.cacheBytesPerPartition());
    this.desk = new DeliveryDesk(services, partition, cache);
    this.entities = new EntityDesk(services, partition);
    this.inbox = new PartitionInbox(services, partition.id());
    this.timers = new NearTimers(services, partition.id(), agenda);
    this.turns =
        new TurnRunner(
            services.hub(),
            partition,
            services.clock(),
            services.converter(),
            services.roomForTasks());
    this.committer = services.committers().apply(partition.id());
  }

  PartitionRow partition() {
    return partition;
  }

  /** Hands in a delivery; false when this node no longer runs the partition. */
  boolean offer(Delivery delivery) {
    return !closing && mailbox.offer(new Mail.Deliver(delivery));
  }

  void inboxWaiting() {
    mailbox.offer(new Mail.InboxWaiting());
  }

  /** Starts no more turns, waits for those under way, and ends; at once if it never ran. */
  void close() {
    closing = true;
    mailbox.offer(new Mail.Wake());
    if (begun.compareAndSet(false, true)) {
      leave();
      ended.countDown();
    }
  }

  boolean isClosing() {
    return closing;
  }

  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      recover();
      while (!closing || turnsUnderWay > 0) {
        mailbox.take(MOST_MAIL, untilNextWork().toNanos()).forEach(this::read);
        if (!closing) {
          work();
        }
      }
    } catch (InterruptedException e) {
      log.warn("Partition {} was interrupted and is given up", partition.id());
    } finally {
      closing = true;
      leave();
      ended.countDown();
    }
  }

  private Duration untilNextWork() {
    if (closing) {
      return IDLE;
    }
    if (!arrived.isEmpty() || inbox.isWaiting() || entities.hasWork()) {
      return Duration.ZERO;
    }
    Instant now = services.clock().instant();
    return agenda.untilNext(now, cache.isEmpty() && entities.isEmpty() ? IDLE : TIDY);
  }

  /** Starts again the activities whose results were lost with the partition's last owner. */
  private void recover() throws InterruptedException {
    while (!closing) {
      try {
        Set<QueuedTask> queued = services.loader().findQueued(partition.id());
        List<InstanceRow> rows = services.loader().findInFlight(partition.id());
        for (List<InstanceRow> chunk : InstanceLoader.chunks(rows)) {
          services.loader().withHistories(chunk).forEach(instance -> resume(instance, queued));
          cache.evict(System.nanoTime());
        }
        return;
      } catch (DatabaseException e) {
        log.warn("Partition {} cannot be read yet: {}", partition.id(), e.getMessage());
        cache.clear();
        TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      }
    }
  }

  private void resume(ActiveInstance instance, Set<QueuedTask> queued) {
    instance.used(System.nanoTime());
    cache.add(instance);
    InstanceRow row = instance.row();
    instance.openTasks().stream()
        .filter(
            task ->
                !queued.contains(
                    new QueuedTask(row.key(), row.partition(), row.instanceId(), task)))
        .forEach(task -> startActivity(row, task));
    if (instance.isToGoOn()) {
      arrived.add(new Delivery.GoOn(row.key()));
    }
  }

  private void startActivity(InstanceRow row, TaskScheduled task) {
    services
        .activities()
        .submit(
            row.instanceId(),
            task,
            event -> offer(new Delivery.TaskEnded(row.key(), task.eventId(), event)));
  }

  private void read(Mail mail) {
    if (mail instanceof Mail.Deliver deliver) {
      arrived.add(deliver.delivery());
    } else if (mail instanceof Mail.Written written) {
      settle(written.turn());
    } else if (mail instanceof Mail.Refused refused) {
      unsettle(refused.turn(), refused.refusal());
    } else if (mail instanceof Mail.InboxWaiting) {
      inbox.look();
    }
  }

  private void work() throws InterruptedException {
    Instant now = services.clock().instant();
    arrived.addAll(agenda.takeDue(now));
    List<Delivery> deliveries = arrived;
    arrived = new ArrayList<>();
    try {
      timers.readAhead(now);
      deliveries.addAll(inbox.read());
      place(deliveries);
    } catch (DatabaseException e) {
      log.warn("Partition {} cannot read what it needs: {}", partition.id(), e.getMessage());
      deliveries.forEach(this::postpone);
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    }
    desk.takeReplies().forEach(this::submit);
    desk.takeTouched().forEach(this::runTurn);
    entities.takeTurns().forEach(this::submit);
    inbox.delete(desk.uselessInbox());
    cache.evict(System.nanoTime());
    entities.evict(System.nanoTime());
  }

  /** All that can fail comes first: what is placed for an entity must not be placed again. */
  private void place(List<Delivery> deliveries) {
    List<Delivery> signals = deliveries.stream().filter(EntityDesk::takes).toList();
    entities.load(signals);
    desk.place(deliveries.stream().filter(d -> !EntityDesk.takes(d)).toList());
    entities.place(signals);
  }

  private void submit(PartitionWrite turn) {
    turnsUnderWay++;
    committer.submit(turn);
  }

  private void runTurn(ActiveInstance instance) {
    instance.used(System.nanoTime());
    try {
      turns
          .run(instance)
          .ifPresent(
              turn -> {
                instance.setCommitting(true);
                submit(turn);
              });
    } catch (RuntimeException e) {
      log.error("A turn of instance '{}' failed", instance.row().instanceId(), e);
      cache.remove(instance);
    }
  }

  /** On the committer's thread: the turn is on disk, so its effects may leave the node. */
  void written(PartitionWrite write) {
    mailbox.offer(new Mail.Written(write));
    if (write instanceof Turn turn) {
      turn.tasks().forEach(task -> startActivity(turn.row(), task));
    }
    write.messages().stream()
        .mapToInt(InboxMessage::partition)
        .distinct()
        .forEach(services.wakeForInbox());
    write.deliveries().forEach(Answers::accepted);
    if (write instanceof Turn turn && turn.isLast()) {
      services.watchers().finished(turn.row());
    }
  }

  /** On the committer's thread: the turn is not on disk. */
  void refused(PartitionWrite turn, Refusal refusal) {
    mailbox.offer(new Mail.Refused(turn, refusal));
  }

  private void settle(PartitionWrite write) {
    turnsUnderWay--;
    inbox.settled(write.inboxSequences());
    if (write instanceof EntityTurn turn) {
      entities.written(turn);
    } else if (write instanceof Turn turn) {
      settle(turn);
    }
  }

  private void settle(Turn turn) {
    ActiveInstance instance = turn.instance();
    instance.setCommitting(false);
    cache.committed(turn);
    timers.committed(turn.newTimers());
    if (turn.isLast()) {
      cache.remove(instance);
    } else if (turn.restarts()) {
      cache.remove(instance);
      cache.add(services.loader().restarted(turn));
      arrived.add(new Delivery.GoOn(turn.row().key()));
    }
    arrived.addAll(instance.takeLeftOver());
  }

  private void unsettle(PartitionWrite write, Refusal refusal) {
    turnsUnderWay--;
    if (refusal == Refusal.FENCED) {
      lost();
    }
    if (write instanceof EntityTurn turn) {
      unsettle(turn, refusal);
    } else if (write instanceof Turn turn) {
      unsettle(turn, refusal);
    } else if (refusal != Refusal.FENCED) {
      write.deliveries().forEach(this::postpone);
    }
  }

  private void lost() {
    if (!closing) {
      log.warn("Partition {} belongs to another node now", partition.id());
    }
    closing = true;
  }

  /** What arrived later for the entity must not overtake what is tried again. */
  private void unsettle(EntityTurn turn, Refusal refusal) {
    List<Delivery> later = entities.refused(turn);
    switch (refusal) {
      case FENCED -> {
        turn.deliveries().forEach(this::reroute);
        later.forEach(this::reroute);
      }
      case UNAVAILABLE -> {
        turn.deliveries().forEach(this::postpone);
        later.forEach(this::postpone);
      }
      case DUPLICATE, FAILED -> {
        turn.deliveries().forEach(d -> Answers.failed(d, notStorable()));
        arrived.addAll(later);
      }
    }
  }

  private static IllegalStateException notStorable() {
    return new IllegalStateException("The turn cannot be stored");
  }

  private void unsettle(Turn turn, Refusal refusal) {
    ActiveInstance instance = turn.instance();
    instance.setCommitting(false);
    cache.remove(instance);
    arrived.addAll(instance.takeLeftOver());
    switch (refusal) {
      case FENCED -> turn.deliveries().forEach(this::reroute);
      case UNAVAILABLE -> turn.deliveries().forEach(this::postpone);
      case DUPLICATE -> arrived.addAll(turn.deliveries());
      case FAILED -> failed(turn);
    }
  }

  /** Tries a turn that cannot be written a few times more, then leaves the instance as it is. */
  private void failed(Turn turn) {
    int attempts = failures.merge(turn.row().key(), 1, Integer::sum);
    boolean again = turn.instance().isStored() && attempts < MOST_ATTEMPTS;
    for (Delivery delivery : turn.deliveries()) {
      if (delivery instanceof Delivery.Awaited) {
        Answers.failed(delivery, notStorable());
      } else if (again) {
        postpone(delivery);
      }
    }
    if (!again) {
      log.error(
          "Instance '{}' is left waiting: its next turn cannot be stored", turn.row().instanceId());
    }
  }

  private void postpone(Delivery delivery) {
    if (delivery instanceof Delivery.Awaited) {
      Answers.failed(
          delivery,
          new HubUnavailableException("The database does not answer now; try again later."));
    } else if (delivery instanceof Delivery.FromInbox fromInbox) {
      inbox.takeBack(fromInbox.message());
    } else {
      agenda.add(services.clock().instant().plus(RETRY), delivery);
    }
  }

  private void reroute(Delivery delivery) {
    if (delivery instanceof Delivery.Routable routable) {
      services.reroute().accept(routable);
    }
  }

  private void leave() {
    entities.leave().forEach(this::reroute);
    arrived.forEach(this::reroute);
    for (Mail mail : mailbox.close()) {
      if (mail instanceof Mail.Deliver deliver) {
        reroute(deliver.delivery());
      }
    }
    cache.clear();
  }
}
