package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {

  private static final SystemKey LOOK = new SystemKey("look", KeyScope.READ, "glasses");
  private static final SystemKey ALL = new SystemKey("all", KeyScope.MANAGE, "secret");
  private static final SystemKey EMPTY = new SystemKey("empty", KeyScope.MANAGE, "");
  private static final List<SystemKey> KEYS = List.of(LOOK, ALL, EMPTY);

  private static final KeyPolicy OPEN = new KeyPolicy(() -> KEYS, true);
  private static final KeyPolicy REQUIRED = new KeyPolicy(() -> KEYS, false);

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
  void onlyTheKeysThemselvesAreFound() {
    assertThat(REQUIRED.find("secret")).contains(ALL);
    assertThat(REQUIRED.find("glasses")).contains(LOOK);
    assertThat(REQUIRED.find("Secret")).isEmpty();
  }

  @Test
  void nothingOfferedIsNoKeyEvenIfOneIsEmpty() {
    assertThat(REQUIRED.find("")).isEmpty();
  }

  @Test
  void keyForUrlsIsTheFirstThatCanManage() {
    assertThat(REQUIRED.preferred()).contains(ALL);
    assertThat(new KeyPolicy(() -> List.of(LOOK), false).preferred()).isEmpty();
  }

  @Test
  void keysAreNotPrinted() {
    assertThat(REQUIRED).asString().doesNotContain("secret");
    assertThat(KEYS).asString().doesNotContain("secret").doesNotContain("glasses");
  }
}
