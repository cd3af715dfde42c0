package io.perdura.dispatcher;

import io.perdura.dispatcher.GroupCommitter.Refusal;
import io.perdura.taskhub.HubUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a turn's deliveries when the turn could not be written: they go to the
 * partition's new owner, are delivered again later, or, when the turn itself is the reason, are set
 * aside while their instance is parked.
 */
final class Setbacks {

  private static final Logger log = LoggerFactory.getLogger(Setbacks.class);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** With pauses that double each time, they take a quarter of a minute. */
  private static final int MOST_ATTEMPTS = 6;

  private final HubServices services;
  private final Agenda agenda;
  private final PartitionInbox inbox;
  private final Map<Long, Integer> failures = new HashMap<>();
  private final Map<Long, List<Delivery>> aside = new HashMap<>();

  Setbacks(HubServices services, Agenda agenda, PartitionInbox inbox) {
    this.services = services;
    this.agenda = agenda;
    this.inbox = inbox;
  }

  /**
   * Deals with a turn of an instance.
   *
   * @param later what has arrived for the instance meanwhile, which must not overtake the turn's
   */
  void refused(Turn turn, Refusal refusal, List<Delivery> later) {
    switch (refusal) {
      case FENCED -> {
        turn.deliveries().forEach(this::reroute);
        later.forEach(this::reroute);
      }
      case UNAVAILABLE -> {
        turn.deliveries().forEach(this::postpone);
        later.forEach(this::postpone);
      }
      case DUPLICATE, PURGED -> {
        agenda.addAll(turn.deliveries());
        agenda.addAll(later);
      }
      case TOO_LONG -> {
        tooLong(turn);
        agenda.addAll(later);
      }
      case FAILED -> {
        failed(turn);
        agenda.addAll(later);
      }
    }
  }

  /** A long result makes way for a failure of its activity; nothing else can be left out. */
  private void tooLong(Turn turn) {
    List<Delivery> shorter = turn.deliveries().stream().map(Oversized::shortened).toList();
    if (shorter.equals(turn.deliveries())) {
      failed(turn);
    } else {
      agenda.addAll(shorter);
    }
  }

  /**
   * Deals with operations of an entity.
   *
   * @param later what has arrived for the entity meanwhile, which must not overtake the turn's
   */
  void refused(EntityTurn turn, Refusal refusal, List<Delivery> later) {
    switch (refusal) {
      case FENCED -> {
        turn.deliveries().forEach(this::reroute);
        later.forEach(this::reroute);
      }
      case UNAVAILABLE -> {
        turn.deliveries().forEach(this::postpone);
        later.forEach(this::postpone);
      }
      case DUPLICATE, TOO_LONG, PURGED, FAILED -> {
        turn.deliveries().forEach(d -> Answers.failed(d, notStorable()));
        agenda.addAll(later);
      }
    }
  }

  /** Who waits for an answer is told now; the rest is tried some more times. */
  private void failed(Turn turn) {
    long key = turn.row().key();
    List<Delivery> unanswered = new ArrayList<>();
    for (Delivery delivery : turn.deliveries()) {
      if (delivery instanceof Delivery.Awaited) {
        Answers.failed(delivery, notStorable());
      } else {
        unanswered.add(delivery);
      }
    }
    if (!turn.instance().isStored()) {
      return;
    }
    int attempts = failures.merge(key, 1, Integer::sum);
    if (attempts < MOST_ATTEMPTS) {
      Duration pause = RETRY.multipliedBy(1L << (attempts - 1));
      unanswered.forEach(d -> agenda.add(services.clock().instant().plus(pause), d));
    } else {
      failures.remove(key);
      aside.computeIfAbsent(key, k -> new ArrayList<>()).addAll(unanswered);
      agenda.add(
          new Delivery.Park(
              key,
              "Its next turn could not be stored after %d attempts; the node's log says why. Resume"
                      .formatted(attempts)
                  + " the instance to try again"));
      log.error("Instance '{}' is parked: its next turn cannot be stored", turn.row().instanceId());
    }
  }

  /** A turn of this run is stored; what was set aside is delivered again once it is not parked. */
  void stored(Turn turn) {
    long key = turn.row().key();
    failures.remove(key);
    if (turn.row().waitingReason() == null) {
      List<Delivery> retried = aside.remove(key);
      if (retried != null) {
        agenda.addAll(retried);
      }
    }
  }

  private static IllegalStateException notStorable() {
    return new IllegalStateException("The turn cannot be stored");
  }

  /** Tries again a little later; who waits for an answer is told to do so. */
  void postpone(Delivery delivery) {
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

  /** To whoever runs the partition now. */
  void reroute(Delivery delivery) {
    if (delivery instanceof Delivery.Routable routable) {
      services.reroute().accept(routable);
    }
  }
}
