package io.perdura.client;

import io.perdura.orchestration.InstanceIdRules;
import io.perdura.taskhub.InvalidRequestException;

/** Refuses ids that break the rules (contract, section 6). */
final class InstanceIds {

  private InstanceIds() {}

  /**
   * @throws InvalidRequestException naming the broken rule
   */
  static void check(String id) {
    InstanceIdRules.violation(id).map(InstanceIds::invalid).ifPresent(InstanceIds::refuse);
  }

  /**
   * @param what the text's kind, in the plural
   * @throws InvalidRequestException naming the character that must not be in an id
   */
  static void checkCharacters(String what, String text) {
    InstanceIdRules.characterViolation(what, text)
        .map(InstanceIds::invalid)
        .ifPresent(InstanceIds::refuse);
  }

  private static void refuse(InvalidRequestException violation) {
    throw violation;
  }

  static InvalidRequestException invalid(String detail) {
    return new InvalidRequestException(FunctionNames.INVALID, detail);
  }
}
