package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {

  private static final KeyPolicy OPEN = new KeyPolicy("secret", true);
  private static final KeyPolicy REQUIRED = new KeyPolicy("secret", false);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"})
  void loopbackNeedsNoKeyWhenOpenToIt(String address) {
    assertThat(OPEN.isKeyNeeded(address)).isFalse();
    assertThat(REQUIRED.isKeyNeeded(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "192.168.1.5", "2001:db8::1"})
  void otherAddressesAlwaysNeedTheKey(String address) {
    assertThat(OPEN.isKeyNeeded(address)).isTrue();
  }

  @Test
  void onlyTheKeyItselfIsAccepted() {
    assertThat(REQUIRED.accepts("secret")).isTrue();
    assertThat(REQUIRED.accepts("Secret")).isFalse();
    assertThat(REQUIRED.accepts("")).isFalse();
  }

  @Test
  void keyIsNotPrinted() {
    assertThat(REQUIRED).asString().doesNotContain("secret");
  }
}
