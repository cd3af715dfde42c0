package io.perdura.bench;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.PerduraServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The WAR in a Jetty of its own process, and a client that asks it to run orchestrations. */
final class HttpTarget implements AutoCloseable {

  private final PerduraServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
  private final URI runOne;

  HttpTarget(DatabaseUrl database, int inFlight) {
    // the client keeps as many connections as are in flight; by default they end after 30 s
    System.setProperty("jdk.httpclient.keepalive.timeout", "300");
    System.setProperty("jdk.httpclient.connectionPoolSize", String.valueOf(inFlight));
    server =
        PerduraServer.named("bench")
            .jvm("-Xmx1g")
            .with("perdura.database.url", database.url())
            .with("perdura.database.user", database.user())
            .with("perdura.database.password", database.password())
            .start();
    runOne =
        URI.create(
            server.origin() + "/runtime/webhooks/durabletask/orchestrators/HelloCities?timeout=60");
  }

  ProcessHandle process() {
    return ProcessHandle.of(server.pid()).orElseThrow();
  }

  /** One request: it starts an orchestration and is answered with its output. */
  CompletionStage<?> runOne() {
    HttpRequest request =
        HttpRequest.newBuilder(runOne).POST(HttpRequest.BodyPublishers.noBody()).build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenAccept(HttpTarget::requireCompleted);
  }

  private static void requireCompleted(HttpResponse<String> response) {
    if (response.statusCode() != 200 || !response.body().contains("Hello, Berlin!")) {
      throw new IllegalStateException("%d %s".formatted(response.statusCode(), response.body()));
    }
  }

  @Override
  public void close() {
    server.close();
    threads.shutdown();
  }
}
