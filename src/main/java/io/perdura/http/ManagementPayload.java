package io.perdura.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The URLs that manage one instance (contract, section 5). */
@JsonPropertyOrder({
  "id",
  "statusQueryGetUri",
  "sendEventPostUri",
  "terminatePostUri",
  "rewindPostUri",
  "purgeHistoryDeleteUri",
  "restartPostUri",
  "suspendPostUri",
  "resumePostUri"
})
record ManagementPayload(
    String id,
    String statusQueryGetUri,
    String sendEventPostUri,
    String terminatePostUri,
    String rewindPostUri,
    String purgeHistoryDeleteUri,
    String restartPostUri,
    String suspendPostUri,
    String resumePostUri) {

  /**
   * @param apiRoot absolute URL of the API's base path, without a slash at its end
   * @param query what every URL carries, without {@code ?}
   */
  static ManagementPayload of(String apiRoot, String query, String instanceId) {
    String instance = apiRoot + "/instances/" + PercentCoding.encode(instanceId);
    String self = instance + "?" + query;
    // clients replace {eventName} and {text}, so their braces stay as they are
    return new ManagementPayload(
        instanceId,
        self,
        instance + "/raiseEvent/{eventName}?" + query,
        withReason(instance, "terminate", query),
        withReason(instance, "rewind", query),
        self,
        instance + "/restart?" + query,
        withReason(instance, "suspend", query),
        withReason(instance, "resume", query));
  }

  private static String withReason(String instance, String operation, String query) {
    return instance + "/" + operation + "?reason={text}&" + query;
  }
}
