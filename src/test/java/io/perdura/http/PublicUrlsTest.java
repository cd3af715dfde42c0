package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlsTest {

  private static final URI RECEIVED = URI.create("http://inner:8080/app/");
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

  /** Headers as lines, in the order in which they are given. */
  private static String root(String publicUrl, String sender, String... lines) {
    Map<String, String> headers =
        Arrays.stream(lines)
            .map(line -> line.split(": ", 2))
            .collect(
                Collectors.toMap(
                    line -> line[0],
                    line -> line[1],
                    (a, b) -> a + "," + b,
                    () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
    return PublicUrls.of(publicUrl, PROXIES).root(RECEIVED, sender, headers::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.0.2.7", "2001:db8::1", "2001:db8:0:1:0:0:0:1%eth0"})
  void trustedSendersAreBelieved(String sender) {
    assertThat(root(null, sender, "X-Forwarded-Host: outer")).isEqualTo("http://outer/app");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.0.1", "192.0.2.8", "2001:db9::1", "::1", "unknown", "ten"})
  void othersAreNot(String sender) {
    assertThat(root(null, sender, "X-Forwarded-Host: outer", "Forwarded: host=outer"))
        .isEqualTo("http://inner:8080/app");
  }

  @Test
  void configuredUrlIsAboveAll() {
    assertThat(root("https://flows.example/x/", "10.1.2.3", "Forwarded: host=outer"))
        .isEqualTo("https://flows.example/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Forwarded: host=outer;proto=https                 | https://outer/app",
        "Forwarded: Host=\"outer:8443\";Proto=HTTPS        | https://outer:8443/app",
        "Forwarded: proto=https                            | https://inner:8080/app",
        "Forwarded: host=fake, for=1.2.3.4;host=outer      | http://outer/app",
        "Forwarded: host=fake, host=outer, for=10.9.9.9    | http://outer/app",
        "Forwarded: host=outer, for=\"[2001:db8::5]:99\"   | http://outer/app",
        "Forwarded: host=\"out,er\"                        | http://inner:8080/app",
        "Forwarded: host=outer garbage                     | http://inner:8080/app",
        "Forwarded: host=a@b                               | http://inner:8080/app",
        "Forwarded: host=outer/path                        | http://inner:8080/app",
        "X-Forwarded-Host: fake, outer                     | http://outer/app",
        "X-Forwarded-Host: [2001:db8::9]:8443              | http://[2001:db8::9]:8443/app",
        "X-Forwarded-Host: outer#                          | http://inner:8080/app",
        "X-Forwarded-Proto: https                          | https://inner:8080/app",
        "X-Forwarded-Proto: javascript                     | http://inner:8080/app",
        "X-Forwarded-Port: 443                             | http://inner:443/app",
        "X-Forwarded-Prefix: /pre/fix/                     | http://inner:8080/pre/fix/app",
        "X-Forwarded-Prefix: //evil                        | http://inner:8080/app",
      })
  void wordOfATrustedProxyMakesTheUrl(String line, String expected) {
    assertThat(root(null, "10.1.2.3", line)).isEqualTo(expected);
  }

  @Test
  void portThatTheSchemeImpliesIsLeftOut() {
    assertThat(
            root(
                null,
                "10.1.2.3",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: outer",
                "X-Forwarded-Port: 443"))
        .isEqualTo("https://outer/app");
  }

  @Test
  void chainOfTrustedProxiesIsFollowedToTheFirstOfThem() {
    assertThat(
            root(
                null,
                "10.1.2.3",
                "X-Forwarded-For: 10.6.6.6, 203.0.113.9, 10.5.5.5",
                "X-Forwarded-Host: fake, outer, middle"))
        .isEqualTo("http://outer/app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-Host: outer", "X-Forwarded-Proto: https", "X-Forwarded-For: 1.2.3.4"})
  void headersOfTwoKindsAreBothIgnoredUnlessTheyAgree(String line) {
    assertThat(root(null, "10.1.2.3", "Forwarded: host=fake", line))
        .isEqualTo("http://inner:8080/app");
  }

  @Test
  void headersOfTwoKindsThatAgreeAreBelieved() {
    assertThat(root(null, "10.1.2.3", "Forwarded: host=outer", "X-Forwarded-Host: outer"))
        .isEqualTo("http://outer/app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flows.example",
        "ftp://flows.example",
        "https://",
        "https://a@b/",
        "https://a/?b"
      })
  void configuredUrlMustBeOne(String text) {
    assertThatThrownBy(() -> PublicUrls.of(text, PROXIES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.300", "10.0.0.0/", "::/129", "*"})
  void rangesMustBeAddresses(String text) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
