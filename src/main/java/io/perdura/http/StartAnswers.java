package io.perdura.http;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.ConflictPolicy;
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

  /**
   * @param instanceId null for a generated one
   * @param input JSON text or null
   */
  void start(
      ApiRequest request,
      AsyncResponse response,
      String functionName,
      String instanceId,
      String input,
      ConflictPolicy onConflict) {
    Optional<Duration> wait = WaitOptions.of(request.query());
    if (wait.isPresent()) {
      answers.send(
          response,
          request.client().startAndAwait(functionName, instanceId, input, onConflict, wait.get()),
          instance -> waited(request, instance),
          wait.get());
    } else {
      answers.send(
          response,
          request.client().start(functionName, instanceId, input, onConflict),
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
