package io.perdura.client;

import io.perdura.taskhub.InvalidRequestException;

/** The rules for instance ids (contract, section 6). */
final class InstanceIds {

  static final int MAX_LENGTH = 256;

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
    checkCharacters("Instance IDs", id);
  }

  /**
   * @param what the text's kind, in the plural
   * @throws InvalidRequestException naming the character that must not be in an id
   */
  static void checkCharacters(String what, String text) {
    text.chars()
        .filter(InstanceIds::isForbidden)
        .findFirst()
        .ifPresent(
            c -> {
              throw invalid(
                  what
                      + " must not contain '/', '\\', '#', '?' or control characters"
                      + " (found U+%04X).".formatted(c));
            });
  }

  private static boolean isForbidden(int c) {
    return c == '/' || c == '\\' || c == '#' || c == '?' || Character.isISOControl(c);
  }

  static InvalidRequestException invalid(String detail) {
    return new InvalidRequestException(FunctionNames.INVALID, detail);
  }
}
