package io.perdura.http;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;

/**
 * Hides the API's resources from requests that {@link ApiPathFilter} did not take for its own, and
 * that {@link KeyFilter} therefore let pass: the matching of resources is more lenient than the
 * base paths are (contract, section 1), for example about path parameters.
 */
final class UnroutedFilter implements ContainerRequestFilter {

  @Context private ResourceInfo matched;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(RequestProperties.BASE) == null && isBelowBase()) {
      request.abortWith(Answers.empty(404));
    }
  }

  private boolean isBelowBase() {
    Path path = matched.getResourceClass().getAnnotation(Path.class);
    return path != null && path.value().startsWith(ApiBase.CANONICAL);
  }
}
