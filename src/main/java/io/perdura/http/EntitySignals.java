package io.perdura.http;

import io.perdura.client.TaskHubs;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.InputStream;

/** Takes signals from requests, wherever in the path the entity's key stands. */
final class EntitySignals {

  private static final String DELETE = "delete";

  private final TaskHubs hubs;
  private final RequestBody bodies;
  private final AsyncAnswers answers;

  EntitySignals(TaskHubs hubs, RequestBody bodies, AsyncAnswers answers) {
    this.hubs = hubs;
    this.bodies = bodies;
    this.answers = answers;
  }

  /** Answers with 202 once the signal is on disk. */
  void send(
      String name,
      String key,
      InputStream body,
      ContainerRequestContext context,
      AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    String operation =
        context.getMethod().equals(HttpMethod.DELETE)
            ? DELETE
            : request.query().text("op").orElse("");
    String input = OperationInput.of(request, bodies.read(body));
    answers.sendAccepted(
        response,
        request
            .client()
            .getEntities()
            .signalEntity(
                name,
                key,
                operation,
                input,
                request.query().timestamp("scheduledTime").orElse(null)));
  }
}
