package io.perdura.dispatcher;

import io.perdura.taskhub.PartitionRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that run on this node, each with its dispatcher job. */
final class OwnedPartitions implements LeaseKeeper.Owner {

  private static final Logger log = LoggerFactory.getLogger(OwnedPartitions.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final HubServices services;
  private final NodeScheduler scheduler;
  private final Consumer<PartitionDispatcher> whenEnded;
  private final Map<Integer, PartitionDispatcher> dispatchers = new ConcurrentHashMap<>();

  /**
   * @param whenEnded told when a partition no longer runs here
   */
  OwnedPartitions(
      HubServices services, NodeScheduler scheduler, Consumer<PartitionDispatcher> whenEnded) {
    this.services = services;
    this.scheduler = scheduler;
    this.whenEnded = whenEnded;
  }

  /** The dispatcher of a partition that runs here, or null. */
  PartitionDispatcher find(int partition) {
    return dispatchers.get(partition);
  }

  boolean isRunning(int partition) {
    PartitionDispatcher dispatcher = find(partition);
    return dispatcher != null && !dispatcher.isClosing();
  }

  /** Tells a partition that messages wait for it; false when it runs elsewhere. */
  boolean wakeForInbox(int partition) {
    PartitionDispatcher dispatcher = find(partition);
    if (dispatcher == null) {
      return false;
    }
    dispatcher.inboxWaiting();
    return true;
  }

  /**
   * On a committer's thread: the write is on disk. Of a partition that was given up meanwhile only
   * those who wait are told; its next owner finds the rest.
   */
  void written(PartitionWrite write) {
    PartitionDispatcher maker = makerOf(write);
    if (maker != null) {
      maker.written(write);
    } else {
      write.deliveries().forEach(Answers::accepted);
    }
  }

  /** On a committer's thread: the write is not on disk. */
  void refused(PartitionWrite write, GroupCommitter.Refusal refusal) {
    PartitionDispatcher maker = makerOf(write);
    if (maker == null || !maker.refused(write, refusal)) {
      write.deliveries().stream()
          .filter(Delivery.Routable.class::isInstance)
          .map(Delivery.Routable.class::cast)
          .forEach(services.reroute());
    }
  }

  /** Null when it no longer runs here, though its partition may, under a later epoch. */
  private PartitionDispatcher makerOf(PartitionWrite write) {
    PartitionDispatcher maker = find(write.partition().id());
    return maker != null && maker.partition().equals(write.partition()) ? maker : null;
  }

  @Override
  public List<PartitionRow> running() {
    return dispatchers.values().stream().map(PartitionDispatcher::partition).toList();
  }

  @Override
  public void run(PartitionRow partition) {
    PartitionDispatcher dispatcher = new PartitionDispatcher(partition, services);
    dispatchers.put(partition.id(), dispatcher);
    scheduler.run(
        "orchestration-dispatcher-%d-%d".formatted(partition.id(), partition.epoch()),
        () -> {
          try {
            dispatcher.run();
          } finally {
            // in this order, or the lease job would find it held but not running, and run it again
            whenEnded.accept(dispatcher);
            dispatchers.remove(partition.id(), dispatcher);
          }
        });
  }

  @Override
  public void stop(int partition) {
    PartitionDispatcher dispatcher = find(partition);
    if (dispatcher != null) {
      dispatcher.close();
    }
  }

  void closeAll() {
    List<PartitionDispatcher> all = List.copyOf(dispatchers.values());
    all.forEach(PartitionDispatcher::close);
    try {
      for (PartitionDispatcher dispatcher : all) {
        if (!dispatcher.awaitEnd(CLOSE_LIMIT)) {
          log.warn("Partition {} does not end in time", dispatcher.partition().id());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
