package io.perdura.httpcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.perdura.orchestration.DurableHttpExchange;
import io.perdura.orchestration.DurableHttpRequest;
import io.perdura.orchestration.HttpRetryOptions;
import io.perdura.orchestration.TaskActivityContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single exchanges with a real server on this machine. */
class HttpActivityTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");
  private static final int MOST = 1_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicReference<String> received = new AtomicReference<>();
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(String path, int status, Map<String, String> headers, String body) {
    serve(
        path,
        exchange -> respond(exchange, status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  private static void respond(
      HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private DurableHttpExchange run(DurableHttpRequest request) throws Exception {
    HttpCallSettings settings =
        new HttpCallSettings(
            AllowedHosts.of(List.of("127.0.0.1")),
            true,
            Duration.ofSeconds(30),
            Duration.ofSeconds(17),
            MOST);
    HttpActivity activity =
        new HttpActivity(HttpActivity::newClient, settings, Clock.fixed(NOW, ZoneOffset.UTC));
    return (DurableHttpExchange) activity.run(new Call(request));
  }

  private DurableHttpExchange get(String path) throws Exception {
    return run(new DurableHttpRequest("GET", URI.create(base + path)));
  }

  private record Call(DurableHttpRequest request) implements TaskActivityContext {

    @Override
    public String getName() {
      return "BuiltIn::HttpActivity";
    }

    @Override
    public String getInstanceId() {
      return "instance";
    }

    @Override
    public <T> T getInput(Class<T> targetType) {
      return targetType.cast(request);
    }

    @Override
    public <T> T getInput(Type targetType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getAttemptNumber() {
      return 1;
    }

    @Override
    public String getIdempotencyKey() {
      return "key";
    }

    @Override
    public boolean isOrchestrationEnded() {
      return false;
    }
  }

  @Test
  void methodHeadersAndBodyAreSentAndStatusHeadersAndBodyComeBack() throws Exception {
    serve(
        "/orders",
        exchange -> {
          received.set(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestHeaders().getFirst("X-Key"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          respond(
              exchange, 418, Map.of("X-Answer", "42"), "Grüße".getBytes(StandardCharsets.UTF_8));
        });
    DurableHttpExchange result =
        run(
            new DurableHttpRequest(
                "PATCH", URI.create(base + "/orders"), Map.of("X-Key", "k"), "ä"));
    assertThat(received).hasValue("PATCH k ä");
    assertThat(result.statusCode()).isEqualTo(418);
    assertThat(result.toResponse().getHeaders()).containsEntry("x-answer", "42");
    assertThat(result.content()).isEqualTo("Grüße");
    assertThat(result.pollUri()).isNull();
  }

  @Test
  void theBodyIsReadInItsCharset() throws Exception {
    serve(
        "/latin",
        exchange ->
            respond(
                exchange,
                200,
                Map.of("Content-Type", "text/plain; charset=ISO-8859-1"),
                "Grüße".getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(get("/latin").content()).isEqualTo("Grüße");
  }

  @Test
  void a202TellsWhereAndWhenToPoll() throws Exception {
    answer("/a", 202, Map.of("Location", "/status?x=1", "Retry-After", "7"), "");
    assertThat(get("/a").pollUri()).hasToString(base + "/status?x=1");
    assertThat(get("/a").pollAfter()).isEqualTo(Duration.ofSeconds(7));
    answer("/b", 202, Map.of("Location", base + "/s"), "");
    assertThat(get("/b").pollAfter()).isEqualTo(Duration.ofSeconds(17));
    answer("/c", 202, Map.of("Location", "s", "Retry-After", "Sun, 01 Mar 2026 09:16:42 GMT"), "");
    assertThat(get("/c").pollAfter()).isEqualTo(Duration.ofMinutes(1));
    answer("/d", 202, Map.of("Retry-After", "7"), "");
    assertThat(get("/d").pollUri()).isNull();
    answer("/e", 200, Map.of("Location", "/s"), "");
    assertThat(get("/e").pollUri()).isNull();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    answer("/moved", 302, Map.of("Location", "/target"), "");
    serve("/target", exchange -> received.set("called"));
    assertThat(get("/moved").statusCode()).isEqualTo(302);
    assertThat(received).hasValue(null);
  }

  @Test
  void aResponseThatIsTooLongFails() {
    answer("/long", 200, Map.of(), "x".repeat(MOST + 1));
    assertThatThrownBy(() -> get("/long"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("perdura.http-call.max-response-bytes");
  }

  @Test
  void aResponseOfTheGreatestLengthIsRead() throws Exception {
    answer("/full", 200, Map.of(), "x".repeat(MOST));
    assertThat(get("/full").content()).hasSize(MOST);
  }

  @Test
  void anAnswerOrBodyThatDoesNotComeInTimeFails() {
    CountDownLatch over = new CountDownLatch(1);
    serve("/silent", exchange -> await(over));
    serve(
        "/stuck",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await(over);
        });
    for (String path : List.of("/silent", "/stuck")) {
      URI uri = URI.create(base + path);
      Duration timeout = Duration.ofMillis(300);
      assertThatThrownBy(
              () -> run(new DurableHttpRequest("GET", uri, null, null, true, timeout, null)))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessageContaining(base);
    }
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aStatusThatIsToBeRetriedFailsTheAttempt() throws Exception {
    answer("/busy", 503, Map.of(), "busy");
    URI uri = URI.create(base + "/busy?code=s3cret");
    HttpRetryOptions all = new HttpRetryOptions(Duration.ofSeconds(1), 2);
    assertThatThrownBy(() -> run(new DurableHttpRequest("GET", uri, null, null, true, null, all)))
        .hasMessage("GET %s: status 503".formatted(base));
    HttpRetryOptions others = new HttpRetryOptions(Duration.ofSeconds(1), 2);
    others.setStatusCodesToRetry(List.of(500, 502));
    assertThat(run(new DurableHttpRequest("GET", uri, null, null, true, null, others)).statusCode())
        .isEqualTo(503);
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutSecrets() {
    server.stop(0);
    URI uri = URI.create(base + "/x?code=s3cret");
    assertThatThrownBy(() -> run(new DurableHttpRequest("GET", uri)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("GET " + base)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aHeaderThatCannotBeSentIsNamedWithoutItsValue() {
    DurableHttpRequest request =
        new DurableHttpRequest("GET", URI.create(base), Map.of("X-Key", "s3cret\nX-Other: 1"));
    assertThatThrownBy(() -> run(request))
        .hasMessageContaining("X-Key")
        .hasMessageNotContaining("s3cret");
  }
}
