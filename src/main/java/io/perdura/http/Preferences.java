package io.perdura.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client prefers (RFC 7240). Preferences that are not understood are ignored, as that RFC
 * asks.
 *
 * @param waitAtMost how long it would wait for the instance to finish
 */
record Preferences(Duration waitAtMost) {

  private static final Pattern WAIT =
      Pattern.compile("wait\\s*=\\s*\"?(\\d{1,6})\"?", Pattern.CASE_INSENSITIVE);

  /**
   * @param header the header {@code Prefer}, or null
   * @return empty when it does not say how long to wait
   */
  static Optional<Preferences> of(String header) {
    return header == null
        ? Optional.empty()
        : Arrays.stream(header.split("[,;]"))
            .map(preference -> WAIT.matcher(preference.strip()))
            .filter(Matcher::matches)
            .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
            .map(asked -> new Preferences(WaitOptions.cap(asked)))
            .findFirst();
  }
}
