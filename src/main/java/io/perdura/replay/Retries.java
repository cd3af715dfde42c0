package io.perdura.replay;

import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.RetryContext;
import io.perdura.orchestration.RetryPolicy;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOptions;
import java.time.Duration;
import java.time.Instant;

/**
 * A task made of attempts: the next one begins when the last one failed and the author's options
 * allow it. It goes on while events are applied, awaited or not.
 */
final class Retries<V> {

  /** Something that can be done again. */
  interface Attempts<V> {

    /**
     * Asks for an attempt.
     *
     * @param earlier what came before it; null for the first one
     */
    AwaitableTask<V> begin(Earlier earlier);
  }

  /**
   * The attempts before one.
   *
   * @param count how many
   * @param firstId event id of the first one
   * @param begun when the first one was asked for
   */
  record Earlier(int count, int firstId, Instant begun) {}

  private static final double NANOS_PER_SECOND = 1e9;

  private final OrchestrationContext context;
  private final TaskOptions options;
  private final Attempts<V> attempts;
  private final AwaitableTask<V> whole;
  private final Instant begun;
  private int count;
  private int firstId;

  private Retries(OrchestrationContext context, TaskOptions options, Attempts<V> attempts) {
    this.context = context;
    this.options = options;
    this.attempts = attempts;
    this.whole = new AwaitableTask<>(context);
    this.begun = context.getCurrentInstant();
  }

  /**
   * Begins the first attempt.
   *
   * @param options null for a single one
   */
  static <V> AwaitableTask<V> of(
      OrchestrationContext context, TaskOptions options, Attempts<V> attempts) {
    if (options == null) {
      return attempts.begin(null);
    }
    Retries<V> retries = new Retries<>(context, options, attempts);
    retries.begin(null);
    return retries.whole;
  }

  private void begin(Earlier earlier) {
    count++;
    AwaitableTask<V> attempt = attempts.begin(earlier);
    attempt.whenDone(() -> ended(attempt));
  }

  private void ended(AwaitableTask<V> attempt) {
    if (attempt.failure() == null) {
      whole.complete(attempt::await);
    } else if (attempt.failure() instanceof TaskFailedException failure) {
      failed(failure);
    } else {
      whole.fail(attempt.failure());
    }
  }

  private void failed(TaskFailedException failure) {
    if (count == 1) {
      firstId = failure.getTaskId();
    }
    boolean again;
    try {
      again = policyAllows() && handlerAllows(failure.getErrorDetails());
    } catch (RuntimeException e) {
      e.addSuppressed(failure);
      whole.fail(e);
      return;
    }
    if (!again) {
      whole.fail(failure);
    } else if (options.getRetryPolicy() == null) {
      begin(earlier());
    } else {
      context.startRetryTimer(pause(), failure.getTaskId(), () -> begin(earlier()));
    }
  }

  private Earlier earlier() {
    return new Earlier(count, firstId, begun);
  }

  private boolean policyAllows() {
    RetryPolicy policy = options.getRetryPolicy();
    if (policy == null) {
      return options.getRetryHandler() != null;
    }
    Duration timeout = policy.getRetryTimeout();
    return count < policy.getMaxNumberOfAttempts()
        && (isUnlimited(timeout) || elapsed().compareTo(timeout) < 0);
  }

  private boolean handlerAllows(FailureDetails failure) {
    return options.getRetryHandler() == null
        || options.getRetryHandler().handle(new RetryContext(context, count, failure, elapsed()));
  }

  private Duration elapsed() {
    return Duration.between(begun, context.getCurrentInstant());
  }

  private Duration pause() {
    RetryPolicy policy = options.getRetryPolicy();
    Duration first = policy.getFirstRetryInterval();
    double nanos =
        (first.getSeconds() * NANOS_PER_SECOND + first.getNano())
            * Math.pow(policy.getBackoffCoefficient(), count - 1);
    // what is too long for a long becomes the longest there is
    Duration pause = Duration.ofNanos((long) nanos);
    Duration most = policy.getMaxRetryInterval();
    return isUnlimited(most) || pause.compareTo(most) < 0 ? pause : most;
  }

  private static boolean isUnlimited(Duration limit) {
    return limit == null || limit.isZero();
  }
}
