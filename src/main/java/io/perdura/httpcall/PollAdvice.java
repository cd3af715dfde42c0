package io.perdura.httpcall;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where and when a 202 says that the outcome will be.
 *
 * @param uri null when it does not say
 */
record PollAdvice(URI uri, Duration after) {

  private static final int ACCEPTED = 202;
  private static final PollAdvice NONE = new PollAdvice(null, null);
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @param asked the URI that was answered; a relative Location is meant from there
   * @param usual pause when there is no Retry-After
   */
  static PollAdvice of(int status, HttpHeaders headers, URI asked, Duration usual, Clock clock) {
    if (status != ACCEPTED) {
      return NONE;
    }
    Duration after =
        headers
            .firstValue("Retry-After")
            .flatMap(text -> retryAfter(text.strip(), clock.instant()))
            .orElse(usual);
    return headers
        .firstValue("Location")
        .map(location -> new PollAdvice(resolve(asked, location), after))
        .orElse(NONE);
  }

  private static URI resolve(URI asked, String location) {
    try {
      return asked.resolve(location.strip());
    } catch (IllegalArgumentException e) {
      // the exception would show the Location, which may hold a key
      throw new IllegalArgumentException("A 202 came with a Location that is not a URI");
    }
  }

  /** Seconds or a date; empty when it is neither. */
  private static Optional<Duration> retryAfter(String text, Instant now) {
    try {
      Duration after =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      Duration positive = after.isNegative() ? Duration.ZERO : after;
      return Optional.of(positive.compareTo(LONGEST) < 0 ? positive : LONGEST);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
