package io.perdura.http;

import io.perdura.client.TaskHubs;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Shows and cancels a background purge, which the original does not have. */
@Path(ApiBase.CANONICAL + "/purges/{id:[0-9]{1,18}}")
public final class BackgroundPurgeResource {

  private final TaskHubs hubs;

  @Inject
  public BackgroundPurgeResource(TaskHubs hubs) {
    this.hubs = hubs;
  }

  /** How far the purge is. */
  @GET
  public Response getStatus(@PathParam("id") long id, @Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    return request
        .client()
        .findPurge(id)
        .map(purge -> PurgeAnswers.status(request, purge))
        .orElseGet(() -> Answers.empty(404));
  }

  /** Stops the purge unless it has ended. What it has deleted stays deleted. */
  @DELETE
  public Response cancel(@PathParam("id") long id, @Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    return request
        .client()
        .cancelPurge(id)
        .map(purge -> PurgeAnswers.status(request, purge))
        .orElseGet(() -> Answers.empty(404));
  }
}
