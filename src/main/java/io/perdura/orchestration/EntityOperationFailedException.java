package io.perdura.orchestration;

/** Thrown by {@link Task#await()} when the operation of a called entity failed. */
public class EntityOperationFailedException extends RuntimeException {

  private final transient EntityInstanceId entityId;
  private final String operationName;
  private final transient FailureDetails failureDetails;

  /**
   * @param failureDetails what is known of the operation's exception
   */
  public EntityOperationFailedException(
      EntityInstanceId entityId, String operationName, FailureDetails failureDetails) {
    super(
        "Operation '%s' of the entity '%s' failed: %s"
            .formatted(operationName, entityId, failureDetails.errorMessage()));
    this.entityId = entityId;
    this.operationName = operationName;
    this.failureDetails = failureDetails;
  }

  /** The entity that was called. */
  public EntityInstanceId getEntityId() {
    return entityId;
  }

  /** The operation as the caller wrote it. */
  public String getOperationName() {
    return operationName;
  }

  /** What is known of the operation's exception; null in a copy made by Java's serialization. */
  public FailureDetails getFailureDetails() {
    return failureDetails;
  }
}
