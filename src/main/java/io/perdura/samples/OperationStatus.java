package io.perdura.samples;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.perdura.client.OrchestrationMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What {@code GET /api/status/{instanceId}} answers. Payloads are stored as JSON already. */
record OperationStatus(
    String instanceId,
    String name,
    String runtimeStatus,
    @JsonRawValue String input,
    @JsonRawValue String customStatus,
    @JsonRawValue String output,
    String createdTime,
    String lastUpdatedTime) {

  static OperationStatus of(OrchestrationMetadata instance) {
    return new OperationStatus(
        instance.getInstanceId(),
        instance.getName(),
        instance.getRuntimeStatus().wireName(),
        instance.getSerializedInput(),
        instance.getSerializedCustomStatus(),
        instance.getSerializedOutput(),
        wholeSeconds(instance.getCreatedAt()),
        wholeSeconds(instance.getLastUpdatedAt()));
  }

  private static String wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
