package io.perdura.http;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.client.TaskHubs;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Starts instances (contract, section 6). */
@Path(ApiBase.CANONICAL + "/orchestrators/{functionName}")
public final class OrchestratorResource {

  private final TaskHubs hubs;
  private final RequestBody bodies;
  private final AsyncAnswers answers;

  @Inject
  public OrchestratorResource(TaskHubs hubs, RequestBody bodies, AsyncAnswers answers) {
    this.hubs = hubs;
    this.bodies = bodies;
    this.answers = answers;
  }

  /** Starts an instance under a generated id. */
  @POST
  public void start(
      @PathParam("functionName") String functionName,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response)
      throws IOException {
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
      @Suspended AsyncResponse response)
      throws IOException {
    ApiRequest request = new ApiRequest(context, hubs);
    String input = JsonText.of(bodies.read(body)).orElse(null);
    Optional<Duration> wait = WaitOptions.of(request.query());
    answers.send(
        response,
        wait.isPresent()
            ? startAndWait(request, functionName, instanceId, input, wait.get())
            : start(request, functionName, instanceId, input),
        wait.orElse(Duration.ZERO));
  }

  private static CompletionStage<Response> start(
      ApiRequest request, String functionName, String instanceId, String input) {
    return request
        .client()
        .start(functionName, instanceId, input)
        .thenApply(id -> ManagementUrls.accepted(request.payload(id)));
  }

  /** The answer may take reading history, which is not for an engine thread to do. */
  private CompletionStage<Response> startAndWait(
      ApiRequest request, String functionName, String instanceId, String input, Duration timeout) {
    return request
        .client()
        .startAndAwait(functionName, instanceId, input, timeout)
        .thenApplyAsync(
            instance ->
                instance.isCompleted()
                    ? finished(request, instance)
                    : ManagementUrls.accepted(request.payload(instance.getInstanceId())),
            answers.executor());
  }

  private static Response finished(ApiRequest request, OrchestrationMetadata instance) {
    return instance.getRuntimeStatus() == OrchestrationRuntimeStatus.COMPLETED
        ? Answers.rawJson(200, instance.getSerializedOutput())
        : Answers.json(200, request.view(instance)).build();
  }
}
