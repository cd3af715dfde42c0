package io.perdura.testing;

import static io.perdura.testing.Patience.LIMIT;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A plain client of the HTTP API under one of its base paths. */
public final class PerduraHttp {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final Supplier<URI> origin;
  private final ApiBase base;

  PerduraHttp(Supplier<URI> origin, ApiBase base) {
    this.origin = origin;
    this.base = base;
  }

  /** An id that no other test uses. */
  public static String newId(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  /** Text as it may stand in a path or query, blanks as {@code %20}. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Address of a path behind the base path, as given: nothing is encoded. */
  public URI uri(String path) {
    return URI.create(origin.get() + base.path() + path);
  }

  /** Address of a path of the application that is not below the base path. */
  public URI applicationUri(String path) {
    return URI.create(origin.get() + path);
  }

  /** The base path, context path included. */
  public String basePath() {
    return origin.get().getPath() + base.path();
  }

  public Answer get(String path) {
    return get(uri(path));
  }

  public Answer get(URI uri) {
    return send(HttpRequest.newBuilder(uri));
  }

  /** POST without body. */
  public Answer post(String path) {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()));
  }

  /** POST of {@code application/json}. */
  public Answer post(String path, String body) {
    return post(path, body, "application/json");
  }

  public Answer post(String path, String body, String contentType) {
    return post(uri(path), body, contentType);
  }

  public Answer post(URI uri, String body, String contentType) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  public Answer delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  /** Any other method, without body. */
  public Answer request(String method, String path) {
    return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()));
  }

  /** GET with one header. */
  public Answer getWith(String header, String value, String path) {
    return send(HttpRequest.newBuilder(uri(path)).header(header, value));
  }

  /** Sends a request as it is, and does not wait for the answer. */
  public static CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
    return CLIENT
        .sendAsync(request.timeout(LIMIT).build(), BodyHandlers.ofString())
        .thenApply(PerduraHttp::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /** Sends a request as it is. */
  public static Answer send(HttpRequest.Builder request) {
    try {
      return answer(CLIENT.send(request.timeout(LIMIT).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts an instance without input; it must be accepted. */
  public void start(String orchestrator, String id) {
    accepted("Start of " + id, post("/orchestrators/" + orchestrator + "/" + encode(id)));
  }

  /** Starts an instance; it must be accepted. */
  public void start(String orchestrator, String id, String input) {
    accepted("Start of " + id, post("/orchestrators/" + orchestrator + "/" + encode(id), input));
  }

  private static void accepted(String what, Answer answer) {
    if (answer.status() != 202) {
      throw new AssertionError(what + " was answered with " + answer);
    }
  }

  /** Raises an event with this JSON; it must be accepted. */
  public void raise(String id, String event, String json) {
    Answer answer = post("/instances/" + encode(id) + "/raiseEvent/" + event, json);
    accepted("Event for " + id, answer);
  }

  /** POST without body; it must be accepted. */
  public void accept(String path) {
    accepted(path, post(path));
  }

  public Answer status(String id) {
    return get("/instances/" + encode(id));
  }

  /** Waits until the instance has this runtime status, and returns its status object. */
  public JsonNode awaitStatus(String id, String runtimeStatus) {
    return Awaitility.await(id + " is " + runtimeStatus)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .until(
            () -> status(id),
            answer ->
                !answer.body().isEmpty()
                    && runtimeStatus.equals(answer.json().path("runtimeStatus").asText()))
        .json();
  }
}
