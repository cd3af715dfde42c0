package io.perdura.http;

import java.util.Arrays;

/** The preference {@code respond-async} (RFC 7240): an answer at once, and the work afterwards. */
final class AsyncPreference {

  static final String HEADER = "Prefer";

  /** Says in an answer that a preference was followed. */
  static final String APPLIED_HEADER = "Preference-Applied";

  static final String NAME = "respond-async";

  private AsyncPreference() {}

  /**
   * @param header the header {@code Prefer}, or null
   */
  static boolean isIn(String header) {
    return header != null
        && Arrays.stream(header.split(","))
            .map(preference -> preference.split("[;=]", 2)[0].strip())
            .anyMatch(NAME::equalsIgnoreCase);
  }
}
