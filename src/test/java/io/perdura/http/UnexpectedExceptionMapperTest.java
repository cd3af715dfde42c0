package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnexpectedExceptionMapperTest {

  @Test
  void theClientLearnsOnlyWhereTheLogHasTheCause() throws IOException {
    Response answer =
        new UnexpectedExceptionMapper().toResponse(new IllegalStateException("code=s3cret"));

    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(sent);
    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(sent.toString(StandardCharsets.UTF_8))
        .matches(
            "\\{\"Message\":\"Something went wrong while processing your request\","
                + "\"ExceptionMessage\":\"The server's log has the details"
                + " under the error id [0-9a-f-]{36}\\.\"}");
  }
}
