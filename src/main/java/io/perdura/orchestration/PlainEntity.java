package io.perdura.orchestration;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.function.Supplier;

/**
 * An entity function made of any class: its fields are the state, its public methods the
 * operations.
 */
final class PlainEntity implements TaskEntityFunction {

  private static final ObjectMapper FIELDS =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .build();

  private final Supplier<?> newEntities;

  /**
   * @param newEntities makes entities as they are before their first operation
   */
  PlainEntity(Supplier<?> newEntities) {
    this.newEntities = newEntities;
  }

  @Override
  public Object run(TaskEntityOperation operation) throws Exception {
    Object entity = newEntities.get();
    EntityOperations operations = EntityOperations.of(entity.getClass());
    if (operations.isImplicitDelete(operation)) {
      operation.setState(null);
      return null;
    }
    JsonNode state = operation.getState(JsonNode.class);
    if (state != null) {
      FIELDS.readerForUpdating(entity).readValue(state);
    }
    Object result = operations.invoke(entity, operation);
    operation.setState(FIELDS.<JsonNode>valueToTree(entity));
    return result;
  }
}
