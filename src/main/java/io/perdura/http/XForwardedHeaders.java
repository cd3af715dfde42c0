package io.perdura.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The headers {@code X-Forwarded-*}. Each proxy sets them or adds to them what it has seen, so that
 * the nearest proxy's word is the last; words are believed as far as trusted senders passed them
 * on.
 */
final class XForwardedHeaders {

  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HOST = "X-Forwarded-Host";

  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern DEFAULT_PORT = Pattern.compile("http:80|https:443");

  private final UnaryOperator<String> headers;
  private final int trustedSenders;

  /**
   * @param headers gives all lines of a header, joined by commas, or null
   */
  XForwardedHeaders(UnaryOperator<String> headers, TrustedProxies trusted) {
    this.headers = headers;
    List<String> senders = items(FOR);
    int count = 0;
    while (count < senders.size() && trusted.include(senders.get(senders.size() - 1 - count))) {
      count++;
    }
    this.trustedSenders = count;
  }

  /** Whether a proxy speaks through these headers. */
  boolean arePresent() {
    return Stream.of(FOR, PROTO, HOST).anyMatch(header -> headers.apply(header) != null);
  }

  /** The origin they tell. */
  ForwardedOrigin origin() {
    String scheme = word(PROTO).map(s -> s.toLowerCase(Locale.ROOT)).orElse(null);
    return new ForwardedOrigin(scheme, word(HOST).orElse(null));
  }

  /** The port they tell, unless the scheme implies it. */
  Optional<String> port(String scheme) {
    return word("X-Forwarded-Port")
        .filter(port -> PORT.matcher(port).matches())
        .map(port -> DEFAULT_PORT.matcher(scheme + ":" + port).matches() ? "" : ":" + port);
  }

  /** The part of the path that a proxy has cut off, without a slash at its end. */
  String prefix() {
    return word("X-Forwarded-Prefix")
        .map(prefix -> prefix.replaceFirst("/$", ""))
        .filter(prefix -> PREFIX.matcher(prefix).matches())
        .orElse("");
  }

  private Optional<String> word(String header) {
    List<String> words = items(header);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(words.get(Math.max(0, words.size() - 1 - trustedSenders)));
  }

  private List<String> items(String header) {
    String value = headers.apply(header);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
