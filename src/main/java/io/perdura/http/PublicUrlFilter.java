package io.perdura.http;

import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;

/** Leaves on each request where its client reaches the application. */
@PreMatching
@Priority(ApiPathFilter.PRIORITY - 1)
final class PublicUrlFilter implements ContainerRequestFilter {

  private final PublicUrls urls;

  @Context private Provider<HttpServletRequest> servletRequest;

  PublicUrlFilter(PublicUrls urls) {
    this.urls = urls;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String root =
        urls.root(
            request.getUriInfo().getBaseUri(),
            servletRequest.get().getRemoteAddr(),
            request::getHeaderString);
    request.setProperty(RequestProperties.ROOT, root);
  }
}
