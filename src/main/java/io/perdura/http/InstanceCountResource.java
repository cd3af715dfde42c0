package io.perdura.http;

import io.perdura.client.TaskHubs;
import io.perdura.taskhub.InstanceCount;
import io.perdura.taskhub.InstanceFilter;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/**
 * Counts instances by the filters of a listing (contract, section 8). The original has no such
 * route; under this path no instance id can hide it.
 */
@Path(ApiBase.CANONICAL + "/counts/instances")
public final class InstanceCountResource {

  private final TaskHubs hubs;

  @Inject
  public InstanceCountResource(TaskHubs hubs) {
    this.hubs = hubs;
  }

  /** How many instances match: a lower bound when capped, unless {@code exact=true} is given. */
  @GET
  public Response count(@Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    InstanceFilter filter = InstanceFilters.of(request.query());
    InstanceCount count =
        request.query().flag("exact", false)
            ? request.client().countInstancesExactly(filter)
            : request.client().countInstances(filter);
    return Answers.json(200, count).build();
  }
}
