package io.perdura.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Gives every way to write a path of the API the one form that resources are written for, and keeps
 * the base path in use, because generated URLs must have the same.
 */
@PreMatching
@Priority(ApiPathFilter.PRIORITY)
final class ApiPathFilter implements ContainerRequestFilter {

  static final int PRIORITY = 100;

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE");

  @Override
  public void filter(ContainerRequestContext request) {
    URI base = request.getUriInfo().getBaseUri();
    URI asked = request.getUriInfo().getRequestUri();
    String path = asked.getRawPath().substring(base.getRawPath().length() - 1);
    Optional<ApiPath> found = ApiPath.of(path);
    if (found.isEmpty()) {
      return;
    }
    request.setProperty(RequestProperties.BASE, found.get().base());
    String root = (String) request.getProperty(RequestProperties.ROOT);
    request.setProperty(RequestProperties.URL, root + path + query(asked));
    if (!found.get().isRoutable() || !METHODS.contains(request.getMethod())) {
      request.abortWith(Answers.empty(404));
      return;
    }
    request.setRequestUri(base, base.resolve(found.get().canonical() + query(asked)));
  }

  private static String query(URI asked) {
    return asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
  }
}
