package io.perdura.http;

import io.perdura.client.TaskHubs;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** Starts instances (contract, section 6). */
@Path(ApiBase.CANONICAL + "/orchestrators/{functionName}")
public final class OrchestratorResource {

  private final TaskHubs hubs;
  private final RequestBody bodies;
  private final StartAnswers starts;

  @Inject
  public OrchestratorResource(TaskHubs hubs, RequestBody bodies, AsyncAnswers answers) {
    this.hubs = hubs;
    this.bodies = bodies;
    this.starts = new StartAnswers(answers);
  }

  /** Starts an instance under a generated id. */
  @POST
  public void start(
      @PathParam("functionName") String functionName,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    start(functionName, null, body, context, response);
  }

  /** Starts an instance under the id of the caller's choice. */
  @POST
  @Path("{instanceId}")
  public void start(
      @PathParam("functionName") String functionName,
      @PathParam("instanceId") String instanceId,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    String input = JsonText.of(bodies.read(body)).orElse(null);
    starts.start(
        request,
        response,
        functionName,
        StartOptions.of(request.query()).setInstanceId(instanceId).setSerializedInput(input));
  }
}
