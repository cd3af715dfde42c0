package io.perdura.http;

import io.perdura.client.TaskHubs;
import io.perdura.taskhub.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;

/** Raises events (contract, section 10). */
@Path(ApiBase.CANONICAL + "/instances/{instanceId}/raiseEvent/{eventName}")
public final class EventResource {

  private static final int MAX_NAME_LENGTH = 256;

  private final TaskHubs hubs;
  private final RequestBody bodies;
  private final AsyncAnswers answers;

  @Inject
  public EventResource(TaskHubs hubs, RequestBody bodies, AsyncAnswers answers) {
    this.hubs = hubs;
    this.bodies = bodies;
    this.answers = answers;
  }

  /** Sends an event to a live instance. */
  @POST
  public void raise(
      @PathParam("instanceId") String instanceId,
      @PathParam("eventName") String eventName,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    String id = request.liveInstanceId(instanceId);
    checkContentType(request.header(HttpHeaders.CONTENT_TYPE));
    checkName(eventName);
    String payload =
        JsonText.of(bodies.read(body))
            .orElseThrow(
                () -> new InvalidRequestException("Invalid JSON content", "The body is empty."));
    answers.sendAccepted(response, request.client().raiseEvent(id, eventName, payload));
  }

  private static void checkContentType(String contentType) {
    if (!MediaTypes.isJson(contentType)) {
      throw new InvalidRequestException("Only application/json request content is supported", null);
    }
  }

  private static void checkName(String name) {
    if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidRequestException(
          "One or more of the arguments submitted is incorrect",
          "Event names must not exceed %d characters or contain control characters."
              .formatted(MAX_NAME_LENGTH));
    }
  }
}
