package io.perdura.client;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.InstanceIdRules;
import io.perdura.taskhub.InvalidRequestException;

/** The rules for ids of entities (contract, section 14). */
final class EntityIds {

  private EntityIds() {}

  /**
   * The id of an entity.
   *
   * @param name name of an entity function
   * @throws InvalidRequestException naming the rule that the key breaks
   */
  static EntityInstanceId of(String name, String key) {
    InstanceIds.checkCharacters("Entity keys", key);
    EntityInstanceId id = new EntityInstanceId(name, key);
    if (id.toString().length() > InstanceIdRules.MAX_LENGTH) {
      throw InstanceIds.invalid(
          "Entity IDs of the form @name@key must not exceed %d characters."
              .formatted(InstanceIdRules.MAX_LENGTH));
    }
    return id;
  }
}
