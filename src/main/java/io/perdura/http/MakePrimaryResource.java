package io.perdura.http;

import io.perdura.client.TaskHubs;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/**
 * Makes this application the owner of the task hub (contract, section 13). Its nodes share every
 * hub at all times, so there is nothing to do.
 */
@Path(ApiBase.CANONICAL + "/makeprimary")
public final class MakePrimaryResource {

  private final TaskHubs hubs;

  @Inject
  public MakePrimaryResource(TaskHubs hubs) {
    this.hubs = hubs;
  }

  /** Accepts the request for any hub that is configured. */
  @POST
  public Response makePrimary(@Context ContainerRequestContext context) {
    new ApiRequest(context, hubs).client();
    return Answers.empty(200);
  }
}
