package io.perdura.client;

import io.perdura.taskhub.InvalidRequestException;

/** The rules for instance ids (contract, section 6). */
final class InstanceIds {

  static final int MAX_LENGTH = 256;
  private static final String INVALID = "One or more of the arguments submitted is incorrect";

  private InstanceIds() {}

  /**
   * @throws InvalidRequestException naming the broken rule
   */
  static void check(String id) {
    if (id.isBlank()) {
      throw invalid("Instance IDs must not be empty or blank.");
    }
    if (id.length() > MAX_LENGTH) {
      throw invalid("Instance ID lengths must not exceed 256 characters.");
    }
    if (id.startsWith("@")) {
      throw invalid("Instance IDs must not start with the '@' character.");
    }
    id.chars()
        .filter(InstanceIds::isForbidden)
        .findFirst()
        .ifPresent(
            c -> {
              throw invalid(
                  "Instance IDs must not contain '/', '\\', '#', '?' or control characters"
                      + " (found U+%04X).".formatted(c));
            });
  }

  private static boolean isForbidden(int c) {
    return c == '/' || c == '\\' || c == '#' || c == '?' || Character.isISOControl(c);
  }

  private static InvalidRequestException invalid(String detail) {
    return new InvalidRequestException(INVALID, detail);
  }
}
