package io.perdura.http;

import io.perdura.client.TaskHubs;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Deletes finished instances by a filter (contract, section 9). */
@Path(ApiBase.CANONICAL + "/instances")
public final class PurgeManyResource {

  private final TaskHubs hubs;

  @Inject
  public PurgeManyResource(TaskHubs hubs) {
    this.hubs = hubs;
  }

  /** Deletes before it answers, or in the background when the client prefers that. */
  @DELETE
  public Response purge(@Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    InstanceFilter filter = InstanceFilters.of(request.query());
    if (filter.createdTimeFrom() == null) {
      throw new InvalidRequestException(
          "Please provide value for 'createdTimeFrom' parameter.", null);
    }
    if (AsyncPreference.isIn(request.header(AsyncPreference.HEADER))) {
      return PurgeAnswers.accepted(request, request.client().startPurge(filter));
    }
    long deleted = request.client().purgeInstances(filter);
    return deleted == 0 ? Answers.empty(404) : Answers.json(200, new PurgeView(deleted)).build();
  }
}
