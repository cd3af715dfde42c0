package io.perdura.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.taskhub.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "0", "\"\"", " { \"a\" :  [ 1.50 ] } ", "\"\\ud83d\\ude00 é\"", "1e999"})
  void validJsonIsKeptAsItWasWritten(String text) {
    assertThat(JsonText.of(text.getBytes(UTF_8))).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void blanksAreNoValue(String text) {
    assertThat(JsonText.of(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void byteOrderMarkIsDropped() {
    assertThat(JsonText.of("\uFEFF1".getBytes(UTF_8))).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\":1",
        "[1,]",
        "1 2",
        "{} x",
        "{}{}",
        "'a'",
        "// c\n1",
        "/**/1",
        "NaN",
        "01",
        "+1",
        ".5",
        "tru",
        "{a:1}",
        "\"\t\"",
        "\"\\x\"",
        "\"abc"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> JsonText.of(text.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e).hasMessage("Invalid JSON content");
              assertThat(e.detail()).doesNotContain("Source", "jackson", "StreamRead");
            });
  }

  @Test
  void textMustBeUtf8() {
    assertThatThrownBy(() -> JsonText.of(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void nestingIsLimited() {
    String deep = "[".repeat(501) + "]".repeat(501);
    assertThatThrownBy(() -> JsonText.of(deep.getBytes(UTF_8)))
        .isInstanceOf(InvalidRequestException.class);
  }
}
