package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.history.TaskScheduled;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.DurableHttp;
import io.perdura.orchestration.DurableHttpExchange;
import io.perdura.orchestration.DurableHttpRequest;
import io.perdura.orchestration.DurableHttpResponse;
import io.perdura.orchestration.HttpRetryOptions;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOrchestration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** HTTP calls as chains of exchanges, polls and pauses. */
class HttpCallTest {

  private static final URI ORDERS = URI.create("https://api.example.com/orders");
  private static final Map<String, String> KEY = Map.of("x-functions-key", "secret");

  private final DataConverter converter = new DataConverter();

  private static TaskOrchestration calling(DurableHttpRequest request) {
    return ctx -> {
      try {
        DurableHttpResponse response = ctx.callHttp(request).await();
        ctx.complete(response.getStatusCode() + " " + response.getContent());
      } catch (TaskFailedException e) {
        boolean timeout = e.getErrorDetails().isCausedBy(TimeoutException.class);
        ctx.complete(timeout ? "timeout" : e.getErrorDetails().getErrorMessage());
      }
    };
  }

  private static DurableHttpRequest post(boolean polled, Duration timeout, HttpRetryOptions retry) {
    return new DurableHttpRequest("POST", ORDERS, KEY, "{}", polled, timeout, retry);
  }

  private String exchange(int status, String content, String pollUri, Duration after) {
    URI uri = pollUri == null ? null : URI.create(pollUri);
    return converter.serialize(new DurableHttpExchange(status, Map.of(), content, uri, after));
  }

  private List<DurableHttpRequest> sent(Replayed run) {
    return run.events(TaskScheduled.class).stream()
        .map(task -> converter.deserialize(task.input(), DurableHttpRequest.class))
        .toList();
  }

  @Test
  void aResponseOfAnyStatusIsTheResult() {
    Replayed run =
        Replayed.start(
            ctx -> {
              DurableHttpResponse response = DurableHttp.callHttp(ctx, "GET", ORDERS).await();
              ctx.complete(response.getStatusCode());
            });
    assertThat(run.scheduled()).containsExactly("BuiltIn::HttpActivity");
    assertThat(sent(run).get(0)).hasToString("GET https://api.example.com");
    run.taskCompleted(0, exchange(503, null, null, null));
    assertThat(run.result()).isEqualTo("503");
  }

  @Test
  void aRequestIsStoredWhole() {
    HttpRetryOptions retry = new HttpRetryOptions(Duration.ofSeconds(3), 4);
    retry.setBackoffCoefficient(1.5);
    retry.setMaxRetryInterval(Duration.ofMinutes(1));
    retry.setRetryTimeout(Duration.ofHours(1));
    retry.setStatusCodesToRetry(List.of(502));
    DurableHttpRequest request = post(true, Duration.ofMinutes(5), retry);
    DurableHttpRequest sent = sent(Replayed.start(calling(request))).get(0);
    assertThat(sent).usingRecursiveComparison().isEqualTo(request);
  }

  @Test
  void a202IsPolledAfterDurablePausesUntilItIsDone() {
    Replayed run = Replayed.start(calling(post(true, null, null)));
    String status = "https://api.example.com/orders/7";
    run.taskCompleted(0, exchange(202, null, status, Duration.ofSeconds(5)));
    assertThat(run.pauses()).containsExactly(Duration.ofSeconds(5));
    run.timerFired(1);
    run.taskCompleted(2, exchange(202, null, status + "?again", Duration.ofSeconds(30)));
    assertThat(run.pauses()).hasSize(2).endsWith(Duration.ofSeconds(30));
    run.timerFired(3);
    List<DurableHttpRequest> sent = sent(run);
    assertThat(sent)
        .extracting(DurableHttpRequest::getMethod)
        .containsExactly("POST", "GET", "GET");
    assertThat(sent.get(2).getUri()).hasToString(status + "?again");
    assertThat(sent.get(2).getContent()).isNull();
    assertThat(sent.get(2).getHeaders()).isEqualTo(KEY);
    run.taskCompleted(4, exchange(200, "shipped", null, null));
    assertThat(run.result()).isEqualTo("\"200 shipped\"");
  }

  @Test
  void anotherServerThatIsPolledGetsNoHeaders() {
    Replayed run = Replayed.start(calling(post(true, null, null)));
    run.taskCompleted(0, exchange(202, null, "https://other.example.com/7", Duration.ZERO));
    run.timerFired(1);
    assertThat(sent(run).get(1).getHeaders()).isEmpty();
  }

  @Test
  void withoutTheAsynchronousPatternA202IsTheResult() {
    Replayed run = Replayed.start(calling(post(false, null, null)));
    run.taskCompleted(0, exchange(202, "later", ORDERS + "/7", Duration.ofSeconds(5)));
    assertThat(run.result()).isEqualTo("\"202 later\"");
  }

  @Test
  void aFailedExchangeIsTriedAgainAsTheOptionsSay() {
    HttpRetryOptions retry = new HttpRetryOptions(Duration.ofSeconds(3), 2);
    Replayed run = Replayed.start(calling(post(true, null, retry)));
    run.taskFailed(0, new IllegalStateException("refused"));
    assertThat(run.pauses()).containsExactly(Duration.ofSeconds(3));
    run.timerFired(1);
    run.taskFailed(2, new IllegalStateException("refused again"));
    assertThat(run.result()).isEqualTo("\"refused again\"");
  }

  @Test
  void theTimeoutEndsTheCallWhereverItIs() {
    Replayed run = Replayed.start(calling(post(true, Duration.ofMinutes(1), null)));
    assertThat(run.pauses()).containsExactly(Duration.ofMinutes(1));
    run.pass(Duration.ofSeconds(40));
    run.taskCompleted(0, exchange(202, null, ORDERS + "/7", Duration.ofSeconds(5)));
    run.timerFired(2);
    assertThat(sent(run).get(1).getTimeout()).isLessThan(Duration.ofSeconds(20));
    run.timerFired(1);
    assertThat(run.result()).isEqualTo("\"timeout\"");
  }

  @Test
  void afterTheTimeoutNothingMoreIsSent() {
    HttpRetryOptions retry = new HttpRetryOptions(Duration.ofSeconds(3), 9);
    Replayed run =
        Replayed.start(
            ctx -> {
              try {
                ctx.callHttp(post(true, Duration.ofMinutes(1), retry)).await();
              } catch (TaskFailedException e) {
                ctx.waitForExternalEvent("Go").await();
              }
            });
    run.taskFailed(0, new IllegalStateException("refused"));
    run.timerFired(1);
    run.timerFired(2);
    assertThat(run.scheduled()).hasSize(1);
    assertThat(run.isWaiting()).isTrue();
  }
}
