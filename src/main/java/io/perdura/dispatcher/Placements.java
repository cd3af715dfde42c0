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
    cache.remove(instance);
    touched.remove(instance);
    String id = instance.row().instanceId();
    instance.ready().forEach(d -> Answers.failed(d, new InstanceFinishedException(id)));
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
