package io.perdura.http;

import io.perdura.client.DurableClient;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.client.TaskHubs;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

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

  /**
   * The instance's status; with the header {@code Prefer: wait=N} as soon as it has finished, at
   * the latest after N seconds.
   */
  @GET
  public void getStatus(
      @PathParam("instanceId") String instanceId,
      @HeaderParam("Prefer") String prefer,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    OrchestrationMetadata instance = request.instance(instanceId);
    Duration wait = Preferences.of(prefer).map(Preferences::waitAtMost).orElse(Duration.ZERO);
    if (instance.isCompleted() || wait.isZero()) {
      response.resume(status(request, instance));
      return;
    }
    answers.send(
        response,
        request.client().awaitCompletion(instance.getInstanceId(), wait),
        found ->
            status(
                request,
                found.orElseThrow(() -> new InstanceNotFoundException(instance.getInstanceId()))),
        wait);
  }

  private static Response status(ApiRequest request, OrchestrationMetadata instance) {
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

  /** Ends the instance, and with {@code recursive=true} its sub-orchestrations. */
  @POST
  @Path("terminate")
  public void terminate(
      @PathParam("instanceId") String instanceId,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    String id = request.liveInstanceId(instanceId);
    boolean recursive = request.query().flag("recursive", false);
    answers.sendAccepted(response, request.client().terminate(id, reason(request), recursive));
  }

  /** Makes the instance wait until it is resumed. */
  @POST
  @Path("suspend")
  public void suspend(
      @PathParam("instanceId") String instanceId,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    steer(instanceId, context, response, DurableClient::suspend);
  }

  /** Lets the suspended instance go on. */
  @POST
  @Path("resume")
  public void resume(
      @PathParam("instanceId") String instanceId,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    steer(instanceId, context, response, DurableClient::resume);
  }

  /** Something done to a live instance for a reason. */
  private interface Steering {
    CompletionStage<Void> apply(DurableClient client, String instanceId, String reason);
  }

  private void steer(
      String instanceId,
      ContainerRequestContext context,
      AsyncResponse response,
      Steering steering) {
    ApiRequest request = new ApiRequest(context, hubs);
    String id = request.liveInstanceId(instanceId);
    answers.sendAccepted(response, steering.apply(request.client(), id, reason(request)));
  }

  /** Redoes what failed (contract, section 12). */
  @POST
  @Path("rewind")
  public void rewind(
      @PathParam("instanceId") String instanceId,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    ApiRequest request = new ApiRequest(context, hubs);
    OrchestrationMetadata instance = request.instance(instanceId);
    if (!instance.isCompleted()) {
      throw notRewindable(
          "The rewind operation is only supported on failed orchestration instances.");
    }
    // it may have become live since
    answers.sendAccepted(
        response,
        request
            .client()
            .rewind(instance.getInstanceId(), reason(request))
            .exceptionallyCompose(
                failure -> CompletableFuture.failedStage(rewindRefusal(failure))));
  }

  private static Throwable rewindRefusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof InstanceLiveException ? notRewindable(cause.getMessage()) : cause;
  }

  private static InvalidRequestException notRewindable(String reason) {
    return new InvalidRequestException(
        "One or more of the arguments submitted is incorrect", reason);
  }

  private static String reason(ApiRequest request) {
    return request.query().text("reason").orElse(null);
  }
}
