package io.perdura.orchestration;

import java.util.Optional;
import java.util.OptionalInt;

/** What an instance id may look like, whoever gives it. */
public final class InstanceIdRules {

  /** Characters of the longest id. */
  public static final int MAX_LENGTH = 256;

  private InstanceIdRules() {}

  /** The rule that an id breaks, as a sentence; empty when it is fine. */
  public static Optional<String> violation(String id) {
    if (id.isBlank()) {
      return Optional.of("Instance IDs must not be empty or blank.");
    }
    if (id.length() > MAX_LENGTH) {
      return Optional.of("Instance ID lengths must not exceed 256 characters.");
    }
    if (id.startsWith("@")) {
      return Optional.of("Instance IDs must not start with the '@' character.");
    }
    return characterViolation("Instance IDs", id);
  }

  /**
   * As above, as far as single characters are concerned.
   *
   * @param what the text's kind, in the plural
   */
  public static Optional<String> characterViolation(String what, String text) {
    OptionalInt forbidden = text.chars().filter(InstanceIdRules::isForbidden).findFirst();
    return forbidden.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s must not contain '/', '\\', '#', '?' or control characters (found U+%04X)."
                .formatted(what, forbidden.getAsInt()));
  }

  private static boolean isForbidden(int c) {
    return c == '/' || c == '\\' || c == '#' || c == '?' || Character.isISOControl(c);
  }
}
