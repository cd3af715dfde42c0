package io.perdura.samples;

import io.perdura.orchestration.DurableHttpRequest;
import io.perdura.orchestration.DurableHttpResponse;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.net.URI;
import java.util.Map;

/** Calls a URL and waits, without a thread, for as long as it is answered with 202. */
public final class DurableHttpCall {

  /**
   * The orchestration's input.
   *
   * @param url its host must be allowed by {@code perdura.http-call.allowed-hosts}
   * @param method GET when null
   * @param content body, or null
   */
  public record Call(String url, String method, String content) {}

  /** The final answer. */
  public record Answered(int statusCode, String content) {}

  /** Makes the call. */
  @Orchestrator("DurableHttp")
  public Answered call(TaskOrchestrationContext ctx) {
    Call call = ctx.getInput(Call.class);
    DurableHttpRequest request =
        new DurableHttpRequest(
            call.method() == null ? "GET" : call.method(),
            URI.create(call.url()),
            Map.of("Content-Type", "application/json"),
            call.content());
    DurableHttpResponse response = ctx.callHttp(request).await();
    return new Answered(response.getStatusCode(), response.getContent());
  }
}
