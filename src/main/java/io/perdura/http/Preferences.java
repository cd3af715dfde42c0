package io.perdura.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the header {@code Prefer} asks for (RFC 7240). Preferences we do not know are ignored. */
final class Preferences {

  static final String HEADER = "Prefer";
  static final String APPLIED = "Preference-Applied";
  static final String RESPOND_ASYNC = "respond-async";

  private final Set<String> names;

  private Preferences(Set<String> names) {
    this.names = names;
  }

  static Preferences of(ApiRequest request) {
    String header = request.header(HEADER);
    return new Preferences(
        header == null
            ? Set.of()
            : Arrays.stream(header.split(","))
                .map(preference -> preference.split("[;=]", 2)[0])
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
  }

  /** Whether the client would rather have an answer at once and the work done afterwards. */
  boolean respondAsync() {
    return names.contains(RESPOND_ASYNC);
  }
}
