package io.perdura.http;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InvalidRequestException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parameters of a query string (contract, section 3). Names match in any letter case, a blank
 * value counts as absent, and so does a name without {@code =}. Of a repeated single value the
 * first counts.
 */
final class QueryParameters {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern SECONDS =
      Pattern.compile("[0-9]{1,300}(\\.[0-9]{0,300})?|\\.[0-9]{1,300}");

  /** Longer waits are all the same to us; this keeps them within a {@link Duration}. */
  private static final BigDecimal MOST_MILLISECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** A filter value of the original that matches nothing. */
  private static final String UNKNOWN_STATUS = "Unknown";

  private final Map<String, List<String>> encodedValues =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param rawQuery as in the URL, percent-encoded; may be null
   */
  QueryParameters(String rawQuery) {
    if (rawQuery == null) {
      return;
    }
    for (String pair : rawQuery.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = PercentCoding.decodeQuery(pair.substring(0, equals));
        encodedValues.computeIfAbsent(name, n -> new ArrayList<>()).add(pair.substring(equals + 1));
      }
    }
  }

  /** The value with {@code +} read as a blank. */
  Optional<String> text(String name) {
    return values(name).findFirst();
  }

  /** All values of a parameter that may be repeated. */
  List<String> texts(String name) {
    return values(name).toList();
  }

  /** The value with {@code +} read as itself, as keys are written. */
  Optional<String> key(String name) {
    return encodedValues.getOrDefault(name, List.of()).stream()
        .map(PercentCoding::decodePath)
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  private Stream<String> values(String name) {
    return encodedValues.getOrDefault(name, List.of()).stream()
        .map(PercentCoding::decodeQuery)
        .filter(value -> !value.isBlank());
  }

  /** {@code true} or {@code false} in any letter case; anything else counts as absent. */
  boolean flag(String name, boolean absent) {
    String value = text(name).map(String::strip).orElse("");
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    return !value.equalsIgnoreCase("false") && absent;
  }

  /** A decimal integer; one beyond the range of {@code int} counts as its limit. */
  Optional<Integer> integer(String name) {
    return text(name)
        .map(String::strip)
        .map(
            value -> {
              if (!INTEGER.matcher(value).matches()) {
                throw invalid(name, value, "is not an integer");
              }
              return (int)
                  Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Long.parseLong(value)));
            });
  }

  /** A number of seconds, not negative, with an optional fraction. */
  Optional<Duration> seconds(String name) {
    return text(name)
        .map(String::strip)
        .map(
            value -> {
              if (!SECONDS.matcher(value).matches()) {
                throw invalid(name, value, "is not a number of seconds");
              }
              BigDecimal milliseconds = new BigDecimal(value).movePointRight(3);
              return Duration.ofMillis(
                  milliseconds.min(MOST_MILLISECONDS).setScale(0, RoundingMode.UP).longValue());
            });
  }

  /** An ISO 8601 time; UTC when it names no zone. */
  Optional<Instant> timestamp(String name) {
    return text(name)
        .map(String::strip)
        .map(
            value ->
                Timestamps.parse(value)
                    .orElseThrow(() -> invalid(name, value, "is not an ISO 8601 timestamp")));
  }

  /**
   * Comma-separated statuses of all parameters of this name.
   *
   * @return empty when there is no filter; an empty set when the filter matches nothing
   */
  Optional<Set<OrchestrationRuntimeStatus>> statuses(String name) {
    List<String> items =
        values(name)
            .flatMap(value -> Pattern.compile(",").splitAsStream(value))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Set<OrchestrationRuntimeStatus> statuses = EnumSet.noneOf(OrchestrationRuntimeStatus.class);
    for (String item : items) {
      if (!item.equalsIgnoreCase(UNKNOWN_STATUS)) {
        statuses.add(
            OrchestrationRuntimeStatus.parse(item)
                .orElseThrow(() -> invalid(name, item, "is not a runtime status")));
      }
    }
    return Optional.of(statuses);
  }

  /** A request whose parameter {@code name} breaks a rule. */
  static InvalidRequestException invalid(String name, String value, String rule) {
    return new InvalidRequestException(
        "The value of the parameter '%s' is not valid".formatted(name),
        "'%s' %s (parameter '%s').".formatted(value, rule, name));
  }
}
