package io.perdura.orchestration;

import java.net.URI;
import java.util.Map;

/** HTTP calls of orchestrators in the form of the Durable Task SDK; the context has them too. */
public final class DurableHttp {

  /** Name of the activity behind these calls, as history shows it. */
  public static final String BUILT_IN_HTTP_ACTIVITY_NAME = "BuiltIn::HttpActivity";

  private DurableHttp() {}

  /** As {@link TaskOrchestrationContext#callHttp(DurableHttpRequest, TaskOptions)}. */
  public static Task<DurableHttpResponse> callHttp(
      TaskOrchestrationContext ctx, DurableHttpRequest request, TaskOptions options) {
    return ctx.callHttp(request, options);
  }

  /** As {@link TaskOrchestrationContext#callHttp(DurableHttpRequest)}. */
  public static Task<DurableHttpResponse> callHttp(
      TaskOrchestrationContext ctx, DurableHttpRequest request) {
    return ctx.callHttp(request, null);
  }

  /** As {@link TaskOrchestrationContext#callHttp(String, URI)}. */
  public static Task<DurableHttpResponse> callHttp(
      TaskOrchestrationContext ctx, String method, URI uri) {
    return ctx.callHttp(new DurableHttpRequest(method, uri), null);
  }

  /** As above, with headers and a body; either may be null. */
  public static Task<DurableHttpResponse> callHttp(
      TaskOrchestrationContext ctx,
      String method,
      URI uri,
      Map<String, String> headers,
      String content) {
    return ctx.callHttp(new DurableHttpRequest(method, uri, headers, content), null);
  }
}
