package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.taskhub.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"order-1042", "a b", "é😀", "a/b?c"})
  void tokenLeadsBackToTheId(String id) {
    assertThat(PageToken.after(id)).matches("[A-Za-z0-9_-]+");
    assertThat(PageToken.read(PageToken.after(id))).isEqualTo(id);
  }

  @Test
  void missingOrBlankTokenIsTheFirstPage() {
    assertThat(PageToken.read(null)).isNull();
    assertThat(PageToken.read(" ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "bnVsbA", "%%%", "b3JkZXItMTA0Mg", "_w"})
  void garbageIsRefused(String token) {
    assertThatThrownBy(() -> PageToken.read(token)).isInstanceOf(InvalidRequestException.class);
  }
}
