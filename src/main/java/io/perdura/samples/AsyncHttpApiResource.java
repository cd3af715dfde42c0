package io.perdura.samples;

import io.perdura.client.DurableClient;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.http.CheckStatusResponses;
import io.perdura.orchestration.DataConverter;
import io.perdura.samples.OperationParser.InvalidOperationException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The HTTP triggers of the async HTTP API sample: an application's own resource. */
@Path("api")
public final class AsyncHttpApiResource {

  private static final String JSON = "application/json; charset=utf-8";
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final DurableClient client;
  private final CheckStatusResponses responses;
  private final DataConverter converter = new DataConverter();

  @Inject
  public AsyncHttpApiResource(DurableClient client, CheckStatusResponses responses) {
    this.client = client;
    this.responses = responses;
  }

  /** Starts the operation and answers where to watch it. */
  @POST
  @Path("async_http_api")
  public CompletionStage<Response> start(
      InputStream body, @Context ContainerRequestContext request) {
    String input = converter.serialize(operation(body));
    return client
        .start("AsyncHttpApi", null, input)
        .thenApplyAsync(id -> responses.createCheckStatusResponse(request, id));
  }

  private static Operation operation(InputStream body) {
    byte[] bytes = read(body);
    if (bytes.length > MAX_BODY_BYTES) {
      throw error(413, "The request body must not exceed %d bytes".formatted(MAX_BODY_BYTES));
    }
    try {
      return OperationParser.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (InvalidOperationException e) {
      throw error(400, e.getMessage());
    }
  }

  private static byte[] read(InputStream body) {
    try {
      return body.readNBytes(MAX_BODY_BYTES + 1);
    } catch (IOException broken) {
      throw error(400, "The request body ends before it is complete");
    }
  }

  /** How the operation stands. */
  @GET
  @Path("status/{instanceId}")
  public Response status(@PathParam("instanceId") String instanceId) {
    return json(200, OperationStatus.of(find(instanceId)));
  }

  /** Ends the operation. */
  @POST
  @Path("cancel/{instanceId}")
  public CompletionStage<Response> cancel(@PathParam("instanceId") String instanceId) {
    OrchestrationMetadata instance = find(instanceId);
    if (instance.isCompleted()) {
      throw error(410, "Orchestration '%s' has finished".formatted(instanceId));
    }
    String message = "Orchestration '%s' has been terminated".formatted(instanceId);
    return client
        .terminate(instanceId, "Cancelled by user")
        .thenApplyAsync(done -> json(200, Map.of("message", message)));
  }

  private OrchestrationMetadata find(String instanceId) {
    return client.findInstance(instanceId).orElseThrow(() -> error(404, "Orchestration not found"));
  }

  private static WebApplicationException error(int status, String message) {
    return new WebApplicationException(json(status, Map.of("error", message)));
  }

  private static Response json(int status, Object body) {
    return Response.status(status).type(JSON).entity(body).build();
  }
}
