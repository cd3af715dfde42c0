package io.perdura.http;

import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.util.List;

/** Lets nobody use the API without the system key, wherever the policy asks for it. */
@PreMatching
@Priority(ApiPathFilter.PRIORITY + 1)
final class KeyFilter implements ContainerRequestFilter {

  private static final String HEADER = "x-functions-key";
  private static final String PARAMETER = "code";

  private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For");

  private final KeyPolicy policy;

  @Context private Provider<HttpServletRequest> servletRequest;

  KeyFilter(KeyPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!policy.isKeyNeeded(servletRequest.get().getRemoteAddr()) && !isForwarded(request)) {
      return;
    }
    request.setProperty(RequestProperties.KEY, policy.systemKey());
    boolean guarded = request.getProperty(RequestProperties.BASE) != null;
    if (guarded && !policy.accepts(offeredKey(request))) {
      request.abortWith(Answers.empty(401));
    }
  }

  /** A proxy on this machine speaks for clients that are not on it. */
  private static boolean isForwarded(ContainerRequestContext request) {
    return PROXY_HEADERS.stream().anyMatch(name -> request.getHeaderString(name) != null);
  }

  private static String offeredKey(ContainerRequestContext request) {
    String header = request.getHeaderString(HEADER);
    if (header != null) {
      return header;
    }
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    return new QueryParameters(query).key(PARAMETER).orElse("");
  }
}
