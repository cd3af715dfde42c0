package io.perdura.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.perdura.client.OrchestrationMetadata;
import java.util.List;
import java.util.Map;

/**
 * The status of an instance (contract, section 7). Payloads are stored as JSON text and go out as
 * they are.
 *
 * @param waitingReason why the engine cannot go on; null to leave the member out
 * @param version null to leave the member out, as the original does
 * @param tags null to leave the member out, as the original does
 * @param historyEvents null to leave the member out
 */
record InstanceView(
    String name,
    String instanceId,
    String runtimeStatus,
    @JsonRawValue String input,
    @JsonRawValue String customStatus,
    @JsonRawValue String output,
    String createdTime,
    String lastUpdatedTime,
    @JsonInclude(JsonInclude.Include.NON_NULL) String waitingReason,
    @JsonInclude(JsonInclude.Include.NON_NULL) String version,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> tags,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Map<String, Object>> historyEvents) {

  static InstanceView of(
      OrchestrationMetadata instance, boolean showInput, List<Map<String, Object>> historyEvents) {
    return new InstanceView(
        instance.getName(),
        instance.getInstanceId(),
        instance.getRuntimeStatus().wireName(),
        showInput ? instance.getSerializedInput() : null,
        instance.getSerializedCustomStatus(),
        instance.getSerializedOutput(),
        Timestamps.wholeSeconds(instance.getCreatedAt()),
        Timestamps.wholeSeconds(instance.getLastUpdatedAt()),
        instance.getWaitingReason(),
        instance.getVersion(),
        instance.getTags().isEmpty() ? null : instance.getTags(),
        historyEvents);
  }
}
