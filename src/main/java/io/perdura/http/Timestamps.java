package io.perdura.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as the API writes and reads them (contract, section 3). */
final class Timestamps {

  /** The formatter cuts digits only after it has dropped trailing zeros. */
  private static final int NANOS_PER_TICK = 100;

  private static final DateTimeFormatter HISTORY =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  /** Groups: date, time or null, zone or null. */
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})"
              + "(?:[Tt ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{0,9})?)?))?"
              + "([Zz]|[+ -]\\d{2}:?\\d{2})?");

  /** What every supported database can compare with. */
  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Timestamps() {}

  /** Whole seconds, for example {@code 2026-03-01T09:15:42Z}. */
  static String wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Up to seven fraction digits without trailing zeros. */
  static String exact(Instant time) {
    return HISTORY.format(time.minusNanos(time.getNano() % NANOS_PER_TICK));
  }

  /**
   * Reads a date, or a date and time with or without a zone. Where a zone's {@code +} belongs, a
   * blank is taken for one, because that is what an unescaped {@code +} becomes in a query.
   */
  static Optional<Instant> parse(String text) {
    Matcher matcher = ISO.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      String time = matcher.group(2) == null ? "00:00" : matcher.group(2);
      LocalDateTime local =
          LocalDateTime.parse(matcher.group(1) + "T" + time.replaceFirst("\\.$", ""));
      return Optional.of(clamp(OffsetDateTime.of(local, zone(matcher.group(3))).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneOffset zone(String zone) {
    return zone == null
        ? ZoneOffset.UTC
        : ZoneOffset.of(zone.toUpperCase(Locale.ROOT).replace(' ', '+'));
  }

  private static Instant clamp(Instant time) {
    if (time.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return time.isAfter(LATEST) ? LATEST : time;
  }
}
