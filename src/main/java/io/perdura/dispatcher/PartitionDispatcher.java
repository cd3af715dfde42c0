package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.dispatcher.GroupCommitter.Refusal;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns a partition under one epoch: takes what has arrived, runs the turns it makes and hands them
 * to the committer. All state is confined to one thread at a time, the one in {@link #loop}; {@link
 * #run} replaces it when authors' code keeps it.
 */
final class PartitionDispatcher implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PartitionDispatcher.class);
  private static final int MOST_MAIL = 1024;
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
  private final TurnExecution turns;
  private final GroupCommitter committer;
  private final PartitionInbox inbox;
  private final Setbacks setbacks;
  private final Recovery recovery;
  private int turnsUnderWay;
  private boolean recovered;
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
        new TurnExecution(
            services, partition, cache, entities, agenda, mailbox::offer, this::submit);
    this.committer = services.committers().apply(partition.id());
    this.setbacks = new Setbacks(services, agenda, inbox, this::submit);
    this.recovery = new Recovery(services, partition, cache, agenda, this::startActivity);
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
      startThread();
      while (!ended.await(AuthorCode.BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        if (turns.takeFromSlowCode()) {
          startThread();
        }
      }
    } catch (InterruptedException e) {
      log.warn("Partition {} was interrupted and is given up", partition.id());
      close();
    }
  }

  private void startThread() {
    Thread thread = new Thread(this::loop, "perdura-partition-" + partition.id());
    thread.setDaemon(true);
    thread.start();
  }

  private void loop() {
    try {
      if (!recovered) {
        recover();
      }
      turns.forgetSlowTurn();
      while (!closing || turnsUnderWay > 0) {
        mailbox.take(MOST_MAIL, untilNextWork().toNanos()).forEach(this::read);
        if (!closing) {
          work();
        }
      }
      end();
    } catch (AuthorCode.Replaced e) {
      log.debug("A thread of partition {} was replaced and ends", partition.id());
    } catch (InterruptedException e) {
      log.warn("Partition {} was interrupted and is given up", partition.id());
      end();
    } catch (RuntimeException | Error e) {
      log.error("Partition {} is given up", partition.id(), e);
      end();
    }
  }

  private void end() {
    closing = true;
    leave();
    ended.countDown();
  }

  private Duration untilNextWork() {
    if (closing) {
      return IDLE;
    }
    if (inbox.isWaiting() || desk.hasTouched() || entities.hasWork()) {
      return Duration.ZERO;
    }
    Instant now = services.clock().instant();
    return agenda.untilNext(now, cache.isEmpty() && entities.isEmpty() ? IDLE : TIDY);
  }

  private void recover() throws InterruptedException {
    while (!closing) {
      try {
        recovery.run();
        recovered = true;
        return;
      } catch (DatabaseException e) {
        log.warn("Partition {} cannot be read yet: {}", partition.id(), e.getMessage());
        cache.clear();
        TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      }
    }
  }

  private void startActivity(QueuedTask call) {
    services
        .activities()
        .submit(
            call,
            event ->
                offer(new Delivery.TaskEnded(call.instanceKey(), call.task().eventId(), event)));
  }

  private void read(Mail mail) {
    if (mail instanceof Mail.Deliver deliver) {
      agenda.add(deliver.delivery());
    } else if (mail instanceof Mail.Ran ran) {
      turns.ranLate(ran);
    } else if (mail instanceof Mail.CarriedOut carriedOut) {
      turns.carriedOutLate(carriedOut);
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
    List<Delivery> deliveries = agenda.takeDue(now);
    try {
      timers.readAhead(now);
      deliveries.addAll(inbox.read());
      place(deliveries);
    } catch (DatabaseException e) {
      log.warn("Partition {} cannot read what it needs: {}", partition.id(), e.getMessage());
      deliveries.forEach(setbacks::postpone);
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    }
    agenda.addAll(desk.takeAgain());
    desk.takeReplies().forEach(this::submit);
    for (ActiveInstance next = desk.nextTouched(); next != null; next = desk.nextTouched()) {
      turns.run(next);
    }
    for (EntityTurnRunner.Work next = entities.nextTurn();
        next != null;
        next = entities.nextTurn()) {
      turns.run(next);
    }
    inbox.delete(desk.uselessInbox());
    cache.evict(System.nanoTime());
    entities.evict(System.nanoTime());
  }

  /** What cannot be placed, because what is stored of it cannot be read, is left out. */
  private void place(List<Delivery> deliveries) {
    try {
      placeAll(deliveries);
    } catch (DatabaseException e) {
      throw e;
    } catch (RuntimeException e) {
      if (deliveries.size() > 1) {
        deliveries.forEach(delivery -> place(List.of(delivery)));
      } else {
        log.error(
            "Partition {} cannot deal with {}", partition.id(), subject(deliveries.get(0)), e);
        Answers.failed(deliveries.get(0), e);
      }
    }
  }

  private static String subject(Delivery delivery) {
    return delivery.receiverId() == null
        ? "a delivery to the run " + delivery.instanceKey()
        : "a delivery to '%s'".formatted(delivery.receiverId());
  }

  /** All that can fail comes first: what is placed for an entity must not be placed again. */
  private void placeAll(List<Delivery> deliveries) {
    List<Delivery> signals = deliveries.stream().filter(EntityDesk::takes).toList();
    entities.load(signals);
    desk.place(deliveries.stream().filter(d -> !EntityDesk.takes(d)).toList());
    entities.place(signals);
  }

  private void submit(PartitionWrite write) {
    if (write instanceof Turn turn) {
      turn.instance().setCommitting(true);
    }
    turnsUnderWay++;
    committer.submit(write);
  }

  /** On the committer's thread: the turn is on disk, so its effects may leave the node. */
  void written(PartitionWrite write) {
    mailbox.offer(new Mail.Written(write));
    if (write instanceof Turn turn) {
      turn.tasks().forEach(task -> startActivity(QueuedTask.of(turn.row(), task)));
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

  /** On the committer's thread: the turn is not on disk. False when the partition has ended. */
  boolean refused(PartitionWrite turn, Refusal refusal) {
    return mailbox.offer(new Mail.Refused(turn, refusal));
  }

  private void settle(PartitionWrite write) {
    turnsUnderWay--;
    inbox.settled(write.inboxSequences());
    setbacks.stored(write);
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
      agenda.add(new Delivery.GoOn(turn.row().key()));
    }
    agenda.addAll(instance.takeLeftOver());
  }

  private void unsettle(PartitionWrite write, Refusal refusal) {
    turnsUnderWay--;
    if (refusal == Refusal.FENCED) {
      lost();
    }
    if (write instanceof EntityTurn turn) {
      setbacks.refused(turn, refusal, entities.refused(turn));
    } else if (write instanceof Turn turn) {
      turn.instance().setCommitting(false);
      cache.remove(turn.instance());
      setbacks.refused(turn, refusal, turn.instance().takeLeftOver());
    } else {
      setbacks.refused(write, refusal, List.of());
    }
  }

  private void lost() {
    if (!closing) {
      log.warn("Partition {} belongs to another node now", partition.id());
    }
    closing = true;
  }

  private void leave() {
    entities.leave().forEach(setbacks::reroute);
    cache.takeAllWaiting().forEach(setbacks::reroute);
    agenda.takeAll().forEach(setbacks::reroute);
    for (Mail mail : mailbox.close()) {
      if (mail instanceof Mail.Deliver deliver) {
        setbacks.reroute(deliver.delivery());
      }
    }
    cache.clear();
  }
}
