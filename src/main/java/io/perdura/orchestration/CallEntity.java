package io.perdura.orchestration;

import com.fasterxml.jackson.databind.JsonNode;

/** Built-in orchestrator: calls an entity for a client, which finds the result as its output. */
public final class CallEntity implements TaskOrchestration {

  /** Name of the orchestrator function. */
  public static final String NAME = "perdura.CallEntity";

  /**
   * The orchestration's input.
   *
   * @param entityId {@code @name@key}
   */
  public record Request(String entityId, String operation, JsonNode input) {}

  @Override
  public void run(TaskOrchestrationContext ctx) {
    Request request = ctx.getInput(Request.class);
    EntityInstanceId id = EntityInstanceId.parse(request.entityId());
    ctx.complete(ctx.callEntity(id, request.operation(), request.input(), JsonNode.class).await());
  }
}
