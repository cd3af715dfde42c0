package io.perdura.dispatcher;

import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.PartitionRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What placing deliveries has led to, kept until the dispatcher asks for it. */
final class Placements {

  private final PartitionRow partition;
  private final InstanceCache cache;
  private final Set<ActiveInstance> touched = new LinkedHashSet<>();
  private final List<Long> uselessInbox = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private List<Delivery> again = new ArrayList<>();

  Placements(PartitionRow partition, InstanceCache cache) {
    this.partition = partition;
    this.cache = cache;
  }

  /** Puts a delivery into the instance's next turn. */
  void makeReady(ActiveInstance instance, Delivery delivery) {
    instance.ready().add(delivery);
    touched.add(instance);
  }

  /** Takes an instance into memory, because of a delivery. */
  void admit(ActiveInstance instance, Delivery delivery) {
    cache.add(instance);
    makeReady(instance, delivery);
  }

  /** The run is no more; what waited for it has nobody to go to. */
  void dismiss(ActiveInstance instance) {
    leave(instance);
    for (Delivery delivery : instance.ready()) {
      if (delivery instanceof Delivery.FromInbox fromInbox) {
        drop(fromInbox);
      } else {
        failFinished(delivery, instance);
      }
    }
  }

  /**
   * The run is about to be replaced. Clients hear that it has finished; all else waits until its
   * end is stored, as it may go on if that cannot be.
   */
  void replace(ActiveInstance replaced, ActiveInstance replacing, Delivery start) {
    leave(replaced);
    for (Delivery delivery : replaced.ready()) {
      if (delivery instanceof Delivery.Awaited) {
        failFinished(delivery, replaced);
      } else {
        replacing.defer(delivery);
      }
    }
    admit(replacing, start);
  }

  private void leave(ActiveInstance instance) {
    cache.remove(instance);
    touched.remove(instance);
  }

  private static void failFinished(Delivery delivery, ActiveInstance instance) {
    Answers.failed(delivery, new InstanceFinishedException(instance.row().instanceId()));
  }

  /** What has become of the run is for the database to say; what waited for it is placed again. */
  void readAgain(ActiveInstance instance) {
    leave(instance);
    again.addAll(instance.takeLeftOver());
  }

  /** Uses a delivery up without any instance, telling others what they have to know instead. */
  void reply(Delivery delivery, List<InboxMessage> messages) {
    replies.add(new Reply(partition, delivery, messages));
  }

  /** Drops a message that nobody will ever take. */
  void drop(Delivery.FromInbox message) {
    uselessInbox.add(message.message().sequence());
  }

  /** Code that blocks or loops cannot keep its instance from being ended. */
  void takeFromItsCode(ActiveInstance instance, Delivery end) {
    cache.remove(instance);
    again.addAll(instance.takeUnderWay());
    again.add(end);
  }

  boolean hasTouched() {
    return !touched.isEmpty();
  }

  ActiveInstance nextTouched() {
    Iterator<ActiveInstance> next = touched.iterator();
    if (!next.hasNext()) {
      return null;
    }
    ActiveInstance taken = next.next();
    next.remove();
    return taken;
  }

  List<Delivery> takeAgain() {
    List<Delivery> taken = again;
    again = new ArrayList<>();
    return taken;
  }

  List<Reply> takeReplies() {
    List<Reply> taken = List.copyOf(replies);
    replies.clear();
    return taken;
  }

  List<Long> uselessInbox() {
    return uselessInbox;
  }
}
