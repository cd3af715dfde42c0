package io.perdura.replay;

import io.perdura.orchestration.DurableHttp;
import io.perdura.orchestration.DurableHttpExchange;
import io.perdura.orchestration.DurableHttpRequest;
import io.perdura.orchestration.DurableHttpResponse;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.HttpRetryOptions;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** An HTTP call: exchanges, each of them an activity, with durable timers between polls. */
final class HttpCall {

  private static final String ACTIVITY = DurableHttp.BUILT_IN_HTTP_ACTIVITY_NAME;
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final OrchestrationContext context;
  private final DurableHttpRequest request;
  private final TaskOptions options;
  private final Instant deadline;
  private final AwaitableTask<DurableHttpResponse> whole;

  private HttpCall(OrchestrationContext context, DurableHttpRequest request, TaskOptions options) {
    this.context = context;
    this.request = request;
    this.options = options == null ? retries(request.getHttpRetryOptions()) : options;
    this.deadline =
        request.getTimeout() == null
            ? null
            : context.getCurrentInstant().plus(request.getTimeout());
    this.whole = new AwaitableTask<>(context);
  }

  private static TaskOptions retries(HttpRetryOptions options) {
    return options == null ? null : new TaskOptions(options.toRetryPolicy());
  }

  static AwaitableTask<DurableHttpResponse> start(
      OrchestrationContext context, DurableHttpRequest request, TaskOptions options) {
    HttpCall call = new HttpCall(context, request, options);
    call.exchange(request);
    if (call.deadline != null) {
      call.limit();
    }
    return call.whole;
  }

  private void limit() {
    int[] timerId = new int[1];
    timerId[0] =
        context.startTimer(
            deadline,
            () -> {
              if (!whole.isDone()) {
                String message =
                    "%s was not done within %s".formatted(request, request.getTimeout());
                whole.fail(
                    new TaskFailedException(
                        ACTIVITY,
                        timerId[0],
                        new FailureDetails(TimeoutException.class.getName(), message, null, null)));
              }
            });
  }

  private void exchange(DurableHttpRequest next) {
    AwaitableTask<DurableHttpExchange> exchange =
        Retries.of(context, options, earlier -> attempt(next, earlier));
    exchange.whenDone(() -> ended(exchange));
  }

  /** Nothing more is sent once time is up. */
  private AwaitableTask<DurableHttpExchange> attempt(
      DurableHttpRequest next, Retries.Earlier earlier) {
    return whole.isDone()
        ? new AwaitableTask<>(context)
        : context.scheduleActivity(
            ACTIVITY, context.serialize(inTime(next)), earlier, DurableHttpExchange.class);
  }

  private DurableHttpRequest inTime(DurableHttpRequest next) {
    if (deadline == null) {
      return next;
    }
    Duration left = Duration.between(context.getCurrentInstant(), deadline);
    return withTimeout(next, left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
  }

  private static DurableHttpRequest withTimeout(DurableHttpRequest next, Duration timeout) {
    return new DurableHttpRequest(
        next.getMethod(),
        next.getUri(),
        next.getHeaders(),
        next.getContent(),
        next.isAsynchronousPatternEnabled(),
        timeout,
        next.getHttpRetryOptions());
  }

  private void ended(AwaitableTask<DurableHttpExchange> exchange) {
    if (whole.isDone()) {
      return;
    }
    DurableHttpExchange result;
    try {
      result = exchange.await();
    } catch (RuntimeException e) {
      whole.fail(e);
      return;
    }
    if (result.pollUri() == null || !request.isAsynchronousPatternEnabled()) {
      whole.complete(result::toResponse);
    } else {
      Instant next = context.getCurrentInstant().plus(result.pollAfter());
      context.startTimer(next, () -> poll(result.pollUri()));
    }
  }

  private void poll(URI location) {
    if (!whole.isDone()) {
      // headers may hold credentials, which are for the server that the author named
      Map<String, String> headers = isSameOrigin(location) ? request.getHeaders() : Map.of();
      exchange(
          new DurableHttpRequest(
              "GET", location, headers, null, true, null, request.getHttpRetryOptions()));
    }
  }

  private boolean isSameOrigin(URI location) {
    URI origin = request.getUri();
    return Objects.equals(origin.getScheme(), location.getScheme())
        && Objects.equals(origin.getHost(), location.getHost())
        && origin.getPort() == location.getPort();
  }
}
