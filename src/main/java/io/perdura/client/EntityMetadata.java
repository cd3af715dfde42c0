package io.perdura.client;

import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.taskhub.EntityRow;
import java.time.Instant;

/** An entity at one moment. */
public final class EntityMetadata {

  private final EntityRow row;
  private final DataConverter converter;

  EntityMetadata(EntityRow row, DataConverter converter) {
    this.row = row;
    this.converter = converter;
  }

  /** The id, its name in lower case. */
  public EntityInstanceId getEntityInstanceId() {
    return row.id();
  }

  /** Time of the last operation, whether it changed the state or not. */
  public Instant getLastOperationTime() {
    return row.lastOperationTime();
  }

  /** JSON text, or null when states were not asked for. */
  public String getSerializedState() {
    return row.state();
  }

  /**
   * The state; null when states were not asked for.
   *
   * @throws DataConverter.DataConverterException when it cannot be read as {@code type}
   */
  public <T> T readStateAs(Class<T> type) {
    return converter.deserialize(row.state(), type);
  }
}
