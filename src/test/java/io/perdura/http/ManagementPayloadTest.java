package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ManagementPayloadTest {

  private static final String ROOT = "https://host/runtime/webhooks/durabletask";
  private static final String QUERY = "taskHub=flows&connection=Storage&code=KEY";

  @Test
  void holdsAllNineMembersInOrder() throws Exception {
    String instance = ROOT + "/instances/order-1042";
    assertThat(
            new ObjectMapper().writeValueAsString(ManagementPayload.of(ROOT, QUERY, "order-1042")))
        .isEqualTo(
            """
            {"id":"order-1042",\
            "statusQueryGetUri":"%1$s?%2$s",\
            "sendEventPostUri":"%1$s/raiseEvent/{eventName}?%2$s",\
            "terminatePostUri":"%1$s/terminate?reason={text}&%2$s",\
            "rewindPostUri":"%1$s/rewind?reason={text}&%2$s",\
            "purgeHistoryDeleteUri":"%1$s?%2$s",\
            "restartPostUri":"%1$s/restart?%2$s",\
            "suspendPostUri":"%1$s/suspend?reason={text}&%2$s",\
            "resumePostUri":"%1$s/resume?reason={text}&%2$s"}"""
                .formatted(instance, QUERY));
  }

  @Test
  void idIsPlainInTheMemberAndEncodedInTheUrls() {
    ManagementPayload payload = ManagementPayload.of(ROOT, QUERY, "a b&é");
    assertThat(payload.id()).isEqualTo("a b&é");
    assertThat(payload.statusQueryGetUri()).startsWith(ROOT + "/instances/a%20b%26%C3%A9?");
  }
}
