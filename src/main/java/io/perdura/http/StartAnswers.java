package io.perdura.http;

import io.perdura.client.NewOrchestrationInstanceOptions;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Starts instances and answers as the contract's section 6 says. */
final class StartAnswers {

  private final AsyncAnswers answers;

  StartAnswers(AsyncAnswers answers) {
    this.answers = answers;
  }

  void start(
      ApiRequest request,
      AsyncResponse response,
      String functionName,
      NewOrchestrationInstanceOptions options) {
    Optional<Duration> wait = WaitOptions.of(request.query());
    if (wait.isPresent()) {
      answers.send(
          response,
          request.client().startAndAwait(functionName, options, wait.get()),
          instance -> waited(request, instance),
          wait.get());
    } else {
      answers.send(
          response,
          request.client().start(functionName, options),
          id -> ManagementUrls.accepted(request.payload(id)),
          Duration.ZERO);
    }
  }

  private static Response waited(ApiRequest request, OrchestrationMetadata instance) {
    if (!instance.isCompleted()) {
      return ManagementUrls.accepted(request.payload(instance.getInstanceId()));
    }
    return instance.getRuntimeStatus() == OrchestrationRuntimeStatus.COMPLETED
        ? Answers.rawJson(200, instance.getSerializedOutput())
        : Answers.json(200, request.view(instance)).build();
  }
}
