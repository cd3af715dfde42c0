package io.perdura.http;

import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets nobody use the API without a system key that is good for it, where the policy asks. */
@PreMatching
@Priority(ApiPathFilter.PRIORITY + 1)
final class KeyFilter implements ContainerRequestFilter {

  private static final String HEADER = "x-functions-key";
  private static final String PARAMETER = "code";

  private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For");

  private static final Set<String> READING_METHODS = Set.of("GET", "HEAD");

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
    Optional<SystemKey> offered = policy.find(offeredKey(request));
    boolean guarded = request.getProperty(RequestProperties.BASE) != null;
    Optional<Response> refusal = guarded ? refusal(offered, request.getMethod()) : Optional.empty();
    if (refusal.isPresent()) {
      request.abortWith(refusal.get());
      return;
    }
    offered
        .or(policy::preferred)
        .ifPresent(key -> request.setProperty(RequestProperties.KEY, key.value()));
  }

  private static Optional<Response> refusal(Optional<SystemKey> offered, String method) {
    if (offered.isEmpty()) {
      return Optional.of(Answers.empty(401));
    }
    boolean allowed = offered.get().scope() == KeyScope.MANAGE || READING_METHODS.contains(method);
    return allowed
        ? Optional.empty()
        : Optional.of(
            Answers.error(
                403, "The scope of this key is 'read': it opens GET and HEAD only", null));
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
