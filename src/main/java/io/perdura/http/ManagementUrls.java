package io.perdura.http;

import io.perdura.client.TaskHubBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The management URLs of an instance as the sender of a request can reach them. */
final class ManagementUrls {

  private static final int RETRY_AFTER_SECONDS = 10;

  private ManagementUrls() {}

  /** URLs of the version, origin and context path that the request came in on. */
  static ManagementPayload payload(
      ContainerRequestContext request, TaskHubBinding hub, String instanceId) {
    return ManagementPayload.of(root(request), query(request, hub), instanceId);
  }

  /** As above, the URL of any path of the API. */
  static String url(ContainerRequestContext request, TaskHubBinding hub, String path) {
    return root(request) + path + "?" + query(request, hub);
  }

  private static String root(ContainerRequestContext request) {
    Object used = request.getProperty(RequestProperties.BASE);
    ApiBase base = used instanceof ApiBase api ? api : ApiBase.V2;
    return request.getProperty(RequestProperties.ROOT) + "/" + base.path();
  }

  private static String query(ContainerRequestContext request, TaskHubBinding hub) {
    Object key = request.getProperty(RequestProperties.KEY);
    String query =
        "taskHub=%s&connection=%s"
            .formatted(PercentCoding.encode(hub.taskHub()), PercentCoding.encode(hub.connection()));
    return key == null ? query : query + "&code=" + PercentCoding.encode(key.toString());
  }

  /** The answer to a request that started an instance. */
  static Response accepted(ManagementPayload payload) {
    return Answers.json(202, payload)
        .header(HttpHeaders.LOCATION, payload.statusQueryGetUri())
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }
}
