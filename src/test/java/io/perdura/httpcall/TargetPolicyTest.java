package io.perdura.httpcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.orchestration.DurableHttpRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom orchestrators may call. */
class TargetPolicyTest {

  private static void require(String uri, boolean allowPrivate, String... allowed)
      throws Exception {
    new TargetPolicy(AllowedHosts.of(List.of(allowed)), allowPrivate)
        .require(new DurableHttpRequest("GET", URI.create(uri)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/x, 127.0.0.1",
    "http://127.0.0.1:8080/x, 127.0.0.1",
    "http://127.0.0.1:8080/x, 127.0.0.1:8080",
    "https://LOCALHOST/x, localhost:443",
    "http://localhost/x, LocalHost:80",
    "http://[::1]:8080/x, [::1]:8080"
  })
  void allowedHostsAreCalled(String uri, String allowed) {
    assertThatCode(() -> require(uri, true, "other.example.com", allowed))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8081/x, 127.0.0.1:8080",
    "http://localhost/x, localhost:443",
    "http://127.0.0.1/x, 127.0.0.2",
    "http://localhost/x, *.localhost",
    "http://evil-example.com/x, *.example.com",
    "http://example.com/x, *.example.com",
    "http://example.com.evil.test/x, example.com"
  })
  void otherHostsAreRefused(String uri, String allowed) {
    assertThatThrownBy(() -> require(uri, true, allowed))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("perdura.http-call.allowed-hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a.example.com/", "http://A.b.Example.com/"})
  void aDomainMeansAllNamesBelowIt(String uri) {
    assertThat(AllowedHosts.of(List.of("*.example.com")).contains(URI.create(uri))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/?code=s3cret",
        "http://2130706433/?code=s3cret",
        "http://10.1.2.3/?code=s3cret",
        "http://172.31.0.1/?code=s3cret",
        "http://192.168.0.1/?code=s3cret",
        "http://169.254.169.254/?code=s3cret",
        "http://100.64.0.1/?code=s3cret",
        "http://0.0.0.0/?code=s3cret",
        "http://0.1.2.3/?code=s3cret",
        "http://224.0.0.1/?code=s3cret",
        "http://255.255.255.255/?code=s3cret",
        "http://[::1]/?code=s3cret",
        "http://[::]/?code=s3cret",
        "http://[fe80::1]/?code=s3cret",
        "http://[fd00::1]/?code=s3cret",
        "http://[fc12::1]/?code=s3cret",
        "http://[ff02::1]/?code=s3cret",
        "http://[::ffff:10.0.0.1]/?code=s3cret",
        "http://[::10.0.0.1]/?code=s3cret",
        "http://[64:ff9b::10.0.0.1]/?code=s3cret",
        "http://[2002:0a00:0001::1]/?code=s3cret",
        "http://[64:ff9b:1:a00:0:100::]/?code=s3cret",
        "http://[64:ff9b:1::8.8.8.8]/?code=s3cret",
        "http://[::ffff:0:127.0.0.1]/?code=s3cret",
        "http://[2001::8.8.8.8]/?code=s3cret",
        "http://[5f00::1]/?code=s3cret",
        "http://localhost/?code=s3cret"
      })
  void privateAddressesAreRefusedAndNoSecretIsShown(String uri) {
    String host = URI.create(uri).getHost();
    assertThatThrownBy(() -> require(uri, false, host))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("perdura.http-call.allow-private-addresses")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "192.1.1.1",
        "2606:4700::1111",
        "2002:0808:0808::1",
        "64:ff9b::8.8.8.8",
        "2001:4860:4860::8888"
      })
  void publicAddressesAreCalled(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://localhost/x",
        "file:///etc/passwd",
        "/x",
        "http:///x",
        "http://u:p@localhost/"
      })
  void whatIsNoPlainHttpUriIsRefused(String uri) {
    assertThatThrownBy(() -> require(uri, true, "localhost"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
