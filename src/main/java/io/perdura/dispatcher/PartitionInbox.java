package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.taskhub.InboxMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that turns and other nodes left for a partition. A message's row stays until the
 * turn that takes it is written, so what was read once is remembered until then.
 */
final class PartitionInbox {

  private static final Logger log = LoggerFactory.getLogger(PartitionInbox.class);
  private static final int MOST = 500;
  private static final long DUE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final HubServices services;
  private final int partition;
  private final Set<Long> taken = new HashSet<>();
  private boolean waiting = true;
  private long nextLookForDue = System.nanoTime();

  PartitionInbox(HubServices services, int partition) {
    this.services = services;
    this.partition = partition;
  }

  /** Whether the table is to be read. */
  boolean isWaiting() {
    return waiting;
  }

  /** Makes the next read look into the table. */
  void look() {
    waiting = true;
  }

  /** Messages that nobody has taken yet, oldest first, but those that were due at a time first. */
  List<Delivery> read() {
    if (!waiting) {
      return List.of();
    }
    List<InboxMessage> found = new ArrayList<>();
    boolean moreDue = addDue(found);
    waiting = addUntaken(this::page, found) || moreDue;
    found.forEach(message -> taken.add(message.sequence()));
    return found.stream().filter(this::isReadable).<Delivery>map(Delivery.FromInbox::new).toList();
  }

  /** Signals whose time has come; they are few, and need not be exact to the millisecond. */
  private boolean addDue(List<InboxMessage> found) {
    long now = System.nanoTime();
    if (now - nextLookForDue < 0) {
      return false;
    }
    boolean more = addUntaken(this::pageOfDue, found);
    nextLookForDue = more ? now : now + DUE_NANOS;
    return more;
  }

  /**
   * Goes through what stays in the table while it waits, too, as there may be anything behind it.
   *
   * @param pageBehind what follows a message in the table, or the beginning for null
   * @return whether there may be more
   */
  private boolean addUntaken(
      Function<InboxMessage, List<InboxMessage>> pageBehind, List<InboxMessage> found) {
    InboxMessage last = null;
    List<InboxMessage> page;
    do {
      page = pageBehind.apply(last);
      page.stream().filter(m -> !taken.contains(m.sequence())).forEach(found::add);
      last = page.isEmpty() ? last : page.get(page.size() - 1);
    } while (page.size() == MOST && found.size() < MOST);
    return page.size() == MOST;
  }

  /** What cannot be read stays in the table, and is looked at again by the next owner. */
  private boolean isReadable(InboxMessage message) {
    if (message.event() == null) {
      log.error(
          "The message {} in the inbox of partition {} cannot be read; a newer version may have"
              + " written it",
          message.sequence(),
          partition);
    }
    return message.event() != null;
  }

  private List<InboxMessage> page(InboxMessage last) {
    int hub = services.hub().id();
    long behind = last == null ? 0 : last.sequence();
    return services
        .database()
        .read(tx -> services.tables().inbox().find(tx, hub, partition, behind, MOST));
  }

  private List<InboxMessage> pageOfDue(InboxMessage last) {
    int hub = services.hub().id();
    Instant now = services.clock().instant();
    return services
        .database()
        .read(tx -> services.tables().inbox().findDue(tx, hub, partition, now, last, MOST));
  }

  /** The rows are gone. */
  void settled(Collection<Long> sequences) {
    sequences.forEach(taken::remove);
  }

  /** The message could not be dealt with and is read again. */
  void takeBack(InboxMessage message) {
    taken.remove(message.sequence());
    waiting = true;
  }

  /**
   * Deletes messages that nobody will ever take.
   *
   * @param useless their sequences; emptied when they are gone, and kept for the next time
   *     otherwise
   */
  void delete(List<Long> useless) {
    if (useless.isEmpty()) {
      return;
    }
    try {
      services.database().run(tx -> services.tables().inbox().delete(tx, useless));
      settled(useless);
      useless.clear();
    } catch (DatabaseException e) {
      log.warn("Partition {} cannot tidy its inbox: {}", partition, e.getMessage());
    }
  }
}
