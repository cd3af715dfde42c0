package io.perdura.http;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.client.TaskHubs;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Shows, ends and deletes one instance (contract, sections 7, 9 and 11). */
@Path(ApiBase.CANONICAL + "/instances/{instanceId}")
public final class InstanceResource {

  private static final int RETRY_AFTER_SECONDS = 5;

  private final TaskHubs hubs;
  private final AsyncAnswers answers;

  @Inject
  public InstanceResource(TaskHubs hubs, AsyncAnswers answers) {
    this.hubs = hubs;
    this.answers = answers;
  }

  /** The instance's status. */
  @GET
  public Response getStatus(
      @PathParam("instanceId") String instanceId, @Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    OrchestrationMetadata instance = request.instance(instanceId);
    InstanceView view = request.view(instance);
    if (!instance.isCompleted()) {
      return Answers.json(202, view)
          .header(HttpHeaders.LOCATION, request.url())
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .build();
    }
    boolean failed = instance.getRuntimeStatus() == OrchestrationRuntimeStatus.FAILED;
    boolean failureAsError = request.query().flag("returnInternalServerErrorOnFailure", false);
    return Answers.json(failed && failureAsError ? 500 : 200, view).build();
  }

  /** Deletes the instance and its history. */
  @DELETE
  public Response purge(
      @PathParam("instanceId") String instanceId, @Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    String id = request.instance(instanceId).getInstanceId();
    request.client().purgeInstance(id, request.query().flag("force", false));
    return Answers.json(200, new PurgeView(1)).build();
  }

  /** Ends the instance. */
  @POST
  @Path("terminate")
  public void terminate(
      @PathParam("instanceId") String instanceId,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    String id = request.liveInstanceId(instanceId);
    String reason = request.query().text("reason").orElse(null);
    answers.sendAccepted(response, request.client().terminate(id, reason));
  }
}
