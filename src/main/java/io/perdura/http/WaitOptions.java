package io.perdura.http;

import io.perdura.taskhub.InvalidRequestException;
import java.time.Duration;
import java.util.Optional;

/** How long a start waits for the instance to finish (contract, section 6). */
final class WaitOptions {

  /** Longest wait of one request; load balancers cut longer ones. */
  private static final Duration LONGEST = Duration.ofSeconds(230);

  private WaitOptions() {}

  /**
   * The time to wait, empty when the client does not want to. {@code pollingInterval} has no other
   * effect than being checked, because waiting needs no polling here.
   */
  static Optional<Duration> of(QueryParameters query) {
    Optional<Duration> timeout = query.seconds("timeout");
    Optional<Duration> interval = query.seconds("pollingInterval");
    if (timeout.isPresent()
        && interval.isPresent()
        && interval.get().compareTo(timeout.get()) > 0) {
      throw new InvalidRequestException(
          "One or more of the arguments submitted is incorrect",
          "Total timeout %s should be bigger than retry timeout %s"
              .formatted(
                  query.text("timeout").orElseThrow(),
                  query.text("pollingInterval").orElseThrow()));
    }
    return timeout.map(WaitOptions::cap);
  }

  /** No request waits longer than this allows. */
  static Duration cap(Duration asked) {
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
