package io.perdura.http;

import io.perdura.client.TaskHubs;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

/**
 * Answers for an application's own resources that start instances of its default task hub. Can be
 * injected. Thread-safe.
 */
public final class CheckStatusResponses {

  private final TaskHubs hubs;

  CheckStatusResponses(TaskHubs hubs) {
    this.hubs = hubs;
  }

  /**
   * 202 with the URLs that manage the instance, as starting it through the API itself answers.
   *
   * @param request the request that is answered
   */
  public Response createCheckStatusResponse(ContainerRequestContext request, String instanceId) {
    return ManagementUrls.accepted(ManagementUrls.payload(request, hubs.defaultHub(), instanceId));
  }
}
