package io.perdura.http;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.client.TaskHubs;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/**
 * Runs an instance's orchestrator again with the same input, version and tags (contract, section
 * 13).
 */
@Path(ApiBase.CANONICAL + "/instances/{instanceId}/restart")
public final class RestartResource {

  /** What the original says of every restart that it refuses as a mistake (section 3). */
  private static final String REFUSED = "InstanceId does not match a valid orchestration instance.";

  private final TaskHubs hubs;
  private final StartAnswers starts;

  @Inject
  public RestartResource(TaskHubs hubs, AsyncAnswers answers) {
    this.hubs = hubs;
    this.starts = new StartAnswers(answers);
  }

  /** Starts the new run under an id of its own, or in place of the old one. */
  @POST
  public void restart(
      @PathParam("instanceId") String instanceId,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    OrchestrationMetadata old = find(request, instanceId);
    boolean newId = request.query().flag("restartWithNewInstanceId", true);
    NewOrchestrationInstanceOptions options =
        new NewOrchestrationInstanceOptions()
            .setInstanceId(newId ? null : old.getInstanceId())
            .setSerializedInput(old.getSerializedInput())
            .setVersion(old.getVersion())
            .setTags(old.getTags());
    try {
      starts.start(request, response, old.getName(), options);
    } catch (InvalidRequestException e) {
      throw new InvalidRequestException(REFUSED, e.detail());
    }
  }

  private static OrchestrationMetadata find(ApiRequest request, String instanceId) {
    try {
      return request.instance(instanceId);
    } catch (InstanceNotFoundException e) {
      throw new InvalidRequestException(REFUSED, e.getMessage());
    }
  }
}
