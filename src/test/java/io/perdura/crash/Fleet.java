package io.perdura.crash;

import static io.perdura.testing.Patience.LIMIT;

import io.perdura.testing.Answer;
import io.perdura.testing.PerduraHttp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Many requests at once, some of which may find the server dead. */
final class Fleet implements AutoCloseable {

  /** The most requests that wait for an answer at the same time. */
  static final int CLIENTS = 16;

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final List<String> ids;

  /** Ids {@code prefix-0}, {@code prefix-1} and so on. */
  Fleet(String prefix, int size) {
    ids = IntStream.range(0, size).mapToObj(i -> prefix + "-" + i).toList();
  }

  List<String> ids() {
    return ids;
  }

  /** Sends one request per id in the background; those answered with 202 count as accepted. */
  void post(IntFunction<PerduraHttp> client, String pathBeforeId, String pathAfterId, String body) {
    for (int i = 0; i < ids.size(); i++) {
      PerduraHttp http = client.apply(i);
      String id = ids.get(i);
      clients.execute(() -> post(http, pathBeforeId + id + pathAfterId, body, id));
    }
  }

  private void post(PerduraHttp http, String path, String body, String id) {
    try {
      Answer answer = http.post(path, body);
      if (answer.status() == 202) {
        accepted.add(id);
      } else {
        refused.add(id + ": " + answer);
      }
    } catch (UncheckedIOException e) {
      // The server was killed meanwhile: nothing is promised about this id.
    }
  }

  /** Waits until this many requests were accepted. */
  void awaitAccepted(int count) {
    try {
      Awaitility.await(count + " accepted requests")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> accepted.size() >= count);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("Not accepted: " + refused, e);
    }
  }

  /** Waits until all requests were answered or have failed. */
  void awaitAnswered() {
    clients.shutdown();
    try {
      if (!clients.awaitTermination(2 * LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Requests are still unanswered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ids whose request was answered with 202. */
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /** Ids whose request was not answered with 202. */
  List<String> notAccepted() {
    return ids.stream().filter(Predicate.not(accepted::contains)).toList();
  }

  /**
   * Starts those ids again that the server does not know; the others were stored although the
   * answer was lost.
   */
  void startLost(PerduraHttp http, String orchestrator) {
    for (String id : notAccepted()) {
      if (http.status(id).status() == 404) {
        http.start(orchestrator, id);
      }
    }
  }

  /** Waits until every instance has this status. */
  void awaitAll(PerduraHttp http, String runtimeStatus) {
    List<String> waiting = new ArrayList<>(ids);
    Awaitility.await("all are " + runtimeStatus)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              waiting.removeIf(id -> isIn(http.status(id), runtimeStatus));
              if (!waiting.isEmpty()) {
                String first = waiting.get(0);
                throw new AssertionError(waiting + ", the first: " + http.status(first));
              }
            });
  }

  private static boolean isIn(Answer status, String runtimeStatus) {
    return !status.body().isEmpty()
        && status.json().path("runtimeStatus").asText().equals(runtimeStatus);
  }

  @Override
  public void close() {
    clients.shutdownNow();
  }
}
