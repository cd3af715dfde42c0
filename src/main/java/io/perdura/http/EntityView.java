package io.perdura.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.perdura.client.EntityMetadata;
import io.perdura.orchestration.EntityInstanceId;

/**
 * An entity in a list (contract, section 14).
 *
 * @param state JSON text, or null when it was not asked for
 */
record EntityView(EntityInstanceId entityId, String lastOperationTime, @JsonRawValue String state) {

  static EntityView of(EntityMetadata entity) {
    return new EntityView(
        entity.getEntityInstanceId(),
        Timestamps.exact(entity.getLastOperationTime()),
        entity.getSerializedState());
  }
}
