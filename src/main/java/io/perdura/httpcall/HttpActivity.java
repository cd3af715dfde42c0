package io.perdura.httpcall;

import io.perdura.orchestration.DurableHttpExchange;
import io.perdura.orchestration.DurableHttpRequest;
import io.perdura.orchestration.HttpRetryOptions;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTTP exchange of an orchestrator. Its messages name host and port and no more. */
public final class HttpActivity implements TaskActivity {

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private final Supplier<HttpClient> client;
  private final HttpCallSettings settings;
  private final TargetPolicy targets;
  private final Clock clock;

  /**
   * @param client follows no redirects; asked for at the first exchange
   */
  public HttpActivity(Supplier<HttpClient> client, HttpCallSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.targets = new TargetPolicy(settings.allowedHosts(), settings.allowPrivateAddresses());
    this.clock = clock;
  }

  /** A client as this activity needs it. */
  public static HttpClient newClient() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  @Override
  public Object run(TaskActivityContext ctx) throws IOException, InterruptedException {
    DurableHttpRequest request = ctx.getInput(DurableHttpRequest.class);
    targets.require(request);
    HttpResponse<byte[]> response = exchange(request);
    HttpRetryOptions retries = request.getHttpRetryOptions();
    if (retries != null && retries.isRetried(response.statusCode())) {
      throw new IOException("%s: status %d".formatted(request, response.statusCode()));
    }
    PollAdvice poll =
        PollAdvice.of(
            response.statusCode(),
            response.headers(),
            request.getUri(),
            settings.pollInterval(),
            clock);
    return new DurableHttpExchange(
        response.statusCode(), headers(response), text(response), poll.uri(), poll.after());
  }

  private HttpResponse<byte[]> exchange(DurableHttpRequest request)
      throws IOException, InterruptedException {
    Duration timeout = settings.timeout();
    if (request.getTimeout() != null && request.getTimeout().compareTo(timeout) < 0) {
      timeout = request.getTimeout();
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        client
            .get()
            .sendAsync(
                httpRequest(request), answer -> new BoundedBody(settings.maxResponseBytes()));
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("%s: no answer within %s".formatted(request, timeout));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new IOException("%s: %s".formatted(request, why), cause);
    } finally {
      sent.cancel(true);
    }
  }

  private static HttpRequest httpRequest(DurableHttpRequest request) {
    HttpRequest.Builder built =
        HttpRequest.newBuilder(request.getUri())
            .method(
                request.getMethod(),
                request.getContent() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.getContent()));
    request.getHeaders().forEach((name, value) -> setHeader(built, name, value));
    return built.build();
  }

  private static void setHeader(HttpRequest.Builder built, String name, String value) {
    try {
      built.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      // the exception would show the value
      throw new IllegalArgumentException("The header '%s' cannot be sent".formatted(name));
    }
  }

  private static Map<String, String> headers(HttpResponse<?> response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, all) -> headers.put(name, String.join(", ", all)));
    return headers;
  }

  private static String text(HttpResponse<byte[]> response) {
    Charset charset =
        response.headers().firstValue("Content-Type").map(HttpActivity::charset).orElse(null);
    return new String(response.body(), charset == null ? StandardCharsets.UTF_8 : charset);
  }

  private static Charset charset(String contentType) {
    Matcher matcher = CHARSET.matcher(contentType);
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : null;
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
