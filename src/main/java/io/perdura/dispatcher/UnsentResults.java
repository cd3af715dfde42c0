package io.perdura.dispatcher;

import io.perdura.history.ExecutionParked;
import io.perdura.history.TaskFailed;
import io.perdura.orchestration.FailureDetails;
import io.perdura.taskhub.QueuedTask;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Results of activities that could not be sent yet. Nobody waits for an answer, so they are sent
 * until they arrive, with pauses in which others are sent.
 *
 * <p>While the database is away, nothing is wrong with a result. One that the database refuses by
 * itself is tried again after pauses that double; after the sixth attempt a failure of its activity
 * is sent in its place, as the call would never end otherwise. That failure is tried until it
 * arrives, too. What has not arrived when the node stops is lost, and its activity runs again.
 *
 * <p>Only the sender's thread touches it.
 */
final class UnsentResults {

  /** With the usual first pause, they take a quarter of a minute. */
  private static final int MOST_ATTEMPTS = 6;

  private final Clock clock;
  private final Duration firstPause;
  private final Agenda agenda = new Agenda();
  private final Map<QueuedTask, Integer> refusals = new HashMap<>();

  UnsentResults(Clock clock, Duration firstPause) {
    this.clock = clock;
    this.firstPause = firstPause;
  }

  /** The database could not be asked. */
  void postpone(Delivery.QueuedTaskEnded result) {
    agenda.add(clock.instant().plus(firstPause), result);
  }

  /** The database answered, and did not take the result although nothing else was sent with it. */
  void refused(Delivery.QueuedTaskEnded result) {
    int attempts = refusals.merge(result.task(), 1, Integer::sum);
    if (attempts == MOST_ATTEMPTS && !(result.event() instanceof ExecutionParked)) {
      agenda.add(failureInPlaceOf(result));
    } else {
      int doublings = Math.min(attempts, MOST_ATTEMPTS) - 1;
      agenda.add(clock.instant().plus(firstPause.multipliedBy(1L << doublings)), result);
    }
  }

  private Delivery failureInPlaceOf(Delivery.QueuedTaskEnded result) {
    String message =
        "The result could not be stored after %d attempts; the log of the node that ran the activity"
                .formatted(MOST_ATTEMPTS)
            + " says why";
    FailureDetails failure =
        new FailureDetails(IllegalStateException.class.getName(), message, null, null);
    int taskId = result.task().task().eventId();
    return new Delivery.QueuedTaskEnded(
        result.task(), new TaskFailed(clock.instant(), taskId, failure));
  }

  void sent(Delivery.QueuedTaskEnded result) {
    refusals.remove(result.task());
  }

  /** What is to be tried again now. */
  List<Delivery.Routable> takeDue() {
    return agenda.takeDue(clock.instant()).stream().map(Delivery.Routable.class::cast).toList();
  }

  /** Time until the next of them is to be tried, but no more than {@code atMost}. */
  Duration untilNext(Duration atMost) {
    return agenda.untilNext(clock.instant(), atMost);
  }
}
