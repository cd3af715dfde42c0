package io.perdura.dispatcher;

import io.perdura.dispatcher.GroupCommitter.Refusal;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.history.ParentInstance;
import io.perdura.orchestration.FailureDetails;
import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.LostChild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  private final Map<Delivery, Integer> messageFailures = new HashMap<>();
  private final Map<Long, List<Delivery>> aside = new HashMap<>();
  private final Consumer<PartitionWrite> replies;

  /**
   * @param replies takes what is to be written instead
   */
  Setbacks(
      HubServices services, Agenda agenda, PartitionInbox inbox, Consumer<PartitionWrite> replies) {
    this.replies = replies;
    this.services = services;
    this.agenda = agenda;
    this.inbox = inbox;
  }

  /**
   * Deals with a turn.
   *
   * @param later what has arrived for its instance or entity meanwhile, which must not overtake the
   *     turn's own
   */
  void refused(PartitionWrite write, Refusal refusal, List<Delivery> later) {
    switch (refusal) {
      case FENCED -> {
        write.deliveries().forEach(this::reroute);
        later.forEach(this::reroute);
        return;
      }
      case UNAVAILABLE -> {
        write.deliveries().forEach(this::postpone);
        later.forEach(this::postpone);
        return;
      }
      case DUPLICATE, PURGED -> agenda.addAll(write.deliveries());
      case TOO_LONG -> tooLong(write);
      case FAILED -> failed(write);
    }
    agenda.addAll(later);
  }

  /** A long result makes way for a failure of its activity; nothing else can be left out. */
  private void tooLong(PartitionWrite write) {
    List<Delivery> shorter = write.deliveries().stream().map(Oversized::shortened).toList();
    if (shorter.equals(write.deliveries())) {
      failed(write);
    } else {
      agenda.addAll(shorter);
    }
  }

  /** Who waits for an answer is told now; the rest is tried some more times. */
  private void failed(PartitionWrite write) {
    List<Delivery> unanswered = new ArrayList<>();
    for (Delivery delivery : write.deliveries()) {
      if (delivery instanceof Delivery.Awaited) {
        Answers.failed(delivery, notStorable());
      } else {
        unanswered.add(delivery);
      }
    }
    if (write instanceof Turn turn && turn.instance().isStored()) {
      tryAgainOrPark(turn, unanswered);
    } else {
      unanswered.forEach(delivery -> tryAgainOrGiveUp(write, delivery));
    }
  }

  private void tryAgainOrPark(Turn turn, List<Delivery> unanswered) {
    long key = turn.row().key();
    int attempts = failures.merge(key, 1, Integer::sum);
    if (attempts < MOST_ATTEMPTS) {
      unanswered.forEach(delivery -> agenda.add(nextAttempt(attempts), delivery));
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

  /** Messages that failed together are tried apart, so that one does not spoil the others. */
  private void tryAgainOrGiveUp(PartitionWrite write, Delivery delivery) {
    int attempts = messageFailures.merge(delivery, 1, Integer::sum);
    if (attempts < MOST_ATTEMPTS) {
      Duration apart = Duration.ofMillis(write.deliveries().indexOf(delivery));
      agenda.add(nextAttempt(attempts).plus(apart), delivery);
    } else {
      messageFailures.remove(delivery);
      log.error("A message to '{}' is given up: its turn cannot be stored", write.subject());
      replies.accept(new Reply(write.partition(), delivery, answers(delivery)));
    }
  }

  /** Whoever called an entity or a sub-orchestration must not wait for ever. */
  private List<InboxMessage> answers(Delivery delivery) {
    HistoryEvent event = AbsentRuns.eventOf(delivery);
    if (event instanceof ExecutionStarted start) {
      return LostChild.notStored(
          services.hub(),
          start.parentInstance(),
          delivery.receiverId(),
          services.clock().instant());
    }
    return event instanceof EntityOperationCalled call ? List.of(answer(call)) : List.of();
  }

  private InboxMessage answer(EntityOperationCalled call) {
    ParentInstance caller = call.caller();
    FailureDetails failure =
        new FailureDetails(
            IllegalStateException.class.getName(), notStorable().getMessage(), null, null);
    return InboxMessage.toRun(
        caller.instanceKey(),
        services.hub().partitionOf(caller.instanceId()),
        new EntityOperationFailed(services.clock().instant(), call.eventId(), failure));
  }

  private Instant nextAttempt(int attempts) {
    return services.clock().instant().plus(RETRY.multipliedBy(1L << (attempts - 1)));
  }

  /** What was set aside is delivered again once a turn of its run is stored that is not parked. */
  void stored(PartitionWrite write) {
    messageFailures.keySet().removeAll(write.deliveries());
    if (write instanceof Turn turn) {
      failures.remove(turn.row().key());
      List<Delivery> retried =
          turn.row().waitingReason() == null ? aside.remove(turn.row().key()) : null;
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
