package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void halfASurrogatePairSpoilsOnlyItself() throws IOException {
    Response answer = Answers.error(400, "a\ud800b", "\ud83d\ude00 \udc00");

    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(sent);

    assertThat(sent.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"Message\":\"a?b\",\"ExceptionMessage\":\"\ud83d\ude00 ?\"}");
  }
}
