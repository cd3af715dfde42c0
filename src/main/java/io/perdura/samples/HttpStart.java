package io.perdura.samples;

import io.perdura.client.DurableClient;
import io.perdura.http.CheckStatusResponses;
import io.perdura.http.RequestBody;
import io.perdura.orchestration.DataConverter;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The HTTP trigger of all samples: an application's own resource, which needs no key. That is why
 * it starts nothing else.
 */
@Path("api/orchestrators/{functionName}")
public final class HttpStart {

  private static final Set<String> SAMPLES =
      Set.of(
          "HelloCities",
          "FanOutFanIn",
          "RestartVMs",
          "AsyncHttpApi",
          "Monitor",
          "HumanInteraction",
          "EternalCounter",
          "SubOrchestrations",
          "Saga",
          "DurableHttp",
          "BankTransfer",
          "LargePayload",
          "Retry");

  private final DurableClient client;
  private final CheckStatusResponses responses;
  private final RequestBody bodies;
  private final DataConverter converter = new DataConverter();

  @Inject
  public HttpStart(DurableClient client, CheckStatusResponses responses, RequestBody bodies) {
    this.client = client;
    this.responses = responses;
    this.bodies = bodies;
  }

  /** Starts an instance with the body, JSON or plain text, as its input. */
  @POST
  public CompletionStage<Response> start(
      @PathParam("functionName") String functionName,
      InputStream body,
      @Context ContainerRequestContext request) {
    if (!SAMPLES.contains(functionName)) {
      throw new WebApplicationException(
          Response.status(404)
              .type("application/json; charset=utf-8")
              .entity(Map.of("error", "There is no sample '%s'".formatted(functionName)))
              .build());
    }
    String text = new String(bodies.read(body), StandardCharsets.UTF_8);
    return client
        .start(functionName, null, text.isBlank() ? null : converter.jsonOf(text))
        .thenApplyAsync(id -> responses.createCheckStatusResponse(request, id));
  }
}
