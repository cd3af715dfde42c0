package io.perdura.contract;

import static io.perdura.contract.Answers.assertBodiless;
import static io.perdura.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.Answer;
import io.perdura.testing.ContractTest;
import io.perdura.testing.PerduraHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, section 4: what each operation answers in each state of its instance. */
@ContractTest
class OperationsByStateIT {

  private final PerduraHttp http;

  OperationsByStateIT(PerduraHttp http) {
    this.http = http;
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          method, path,                          pending, running, suspended, completed, terminated, failed, unknown
          GET,    /instances/ID,                 202,     202,     202,       200,       200,        200,    404
          POST,   /instances/ID/raiseEvent/E,    202,     202,     202,       410,       410,        410,    404
          POST,   /instances/ID/terminate,       202,     202,     202,       410,       410,        410,    404
          POST,   /instances/ID/suspend,         202,     202,     202,       410,       410,        410,    404
          POST,   /instances/ID/resume,          202,     202,     202,       410,       410,        410,    404
          POST,   /instances/ID/rewind,          400,     400,     400,       410,       410,        202,    404
          POST,   /instances/ID/restart,         202,     202,     202,       202,       202,        202,    400
          POST,   /instances/ID/restart?SAME,    409,     409,     409,       202,       202,        202,    400
          POST,   /orchestrators/Echo/ID,        409,     409,     409,       202,       202,        202,    202
          DELETE, /instances/ID,                 409,     409,     409,       200,       200,        200,    404
          DELETE, /instances/ID?force=true,      200,     200,     200,       200,       200,        200,    404
          """)
  void theStateDecidesTheAnswer(
      String method,
      String path,
      int pending,
      int running,
      int suspended,
      int completed,
      int terminated,
      int failed,
      int unknown) {
    String template = path.replace("SAME", "restartWithNewInstanceId=false");
    Stream<String> ids =
        Stream.of(
            Instances.pending(http),
            Instances.running(http),
            Instances.suspended(http),
            Instances.completed(http),
            Instances.terminated(http),
            Instances.failed(http),
            PerduraHttp.newId("unknown"));

    assertThat(ids.map(id -> status(send(method, template.replace("ID", id)))))
        .containsExactly(pending, running, suspended, completed, terminated, failed, unknown);
  }

  private static int status(Answer answer) {
    if (answer.status() == 404 || answer.status() == 410) {
      assertBodiless(answer, answer.status());
    } else if (answer.status() >= 400) {
      assertProblem(answer, answer.status());
    }
    return answer.status();
  }

  private Answer send(String method, String path) {
    return PerduraHttp.send(
        HttpRequest.newBuilder(http.uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(method.equals("POST") ? "1" : "")));
  }
}
