package io.perdura.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.httpcall.HttpCallSettings;
import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import io.perdura.testing.SystemProperties;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private final SystemProperties properties = new SystemProperties();

  private void set(String setting, String value) {
    properties.set(setting, value);
  }

  @AfterEach
  void restore() {
    properties.restore();
  }

  private static Settings read() {
    return new SettingsReader(new SettingSource()).read();
  }

  @Test
  void withoutSettingsThereIsOneHubOnOneEmbeddedConnection() {
    Settings settings = read();

    assertThat(settings.connections()).hasSize(1);
    assertThat(settings.connections().get(0).name()).isEqualTo("Storage");
    assertThat(settings.connections().get(0).taskHubs()).containsExactly("DurableFunctionsHub");
    assertThat(settings.defaultDatabase().isEmbedded()).isTrue();
    assertThat(settings.connectionAliases()).containsExactly("AzureWebJobsStorage");
    assertThat(settings.publicUrls().configuredRoot()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void blankSettingsTakeTheirDefaults(String blank) {
    set("perdura.taskhub.name", blank);
    set("perdura.taskhub.partitions", blank);
    set("perdura.connection.aliases", blank);
    set("perdura.database.pool-size", blank);
    set("perdura.database.migrate", blank);
    set("perdura.engine.activity-threads", blank);

    Settings settings = read();

    assertThat(settings.connections().get(0).taskHubs()).containsExactly("DurableFunctionsHub");
    assertThat(settings.connectionAliases()).containsExactly("AzureWebJobsStorage");
    assertThat(settings.node().partitionCount()).isEqualTo(8);
    assertThat(settings.defaultDatabase().poolSize()).isEqualTo(10);
    assertThat(settings.defaultDatabase().migrate()).isTrue();
    assertThat(settings.node().activityThreads()).isGreaterThanOrEqualTo(8);
  }

  @Test
  void connectionsAndHubsAreReadInOrder() {
    set("perdura.taskhubs", "orders, billing");
    set("perdura.connections", "Archive,Reports");
    set("perdura.connection.Archive.url", "jdbc:mysql://db/archive");
    set("perdura.connection.Reports.jndi", "jdbc/reports");
    set("perdura.connection.Reports.taskhubs", "summaries");

    List<ConnectionSettings> connections = read().connections();

    assertThat(connections.stream().map(ConnectionSettings::name))
        .containsExactly("Storage", "Archive", "Reports");
    assertThat(connections.stream().map(ConnectionSettings::taskHubs))
        .containsExactly(
            List.of("DurableFunctionsHub", "orders", "billing"),
            List.of("DurableFunctionsHub"),
            List.of("summaries"));
  }

  @Test
  void httpCallsGoNowhereUnlessHostsAreAllowed() {
    HttpCallSettings calls = read().httpCalls();

    assertThat(calls.allowPrivateAddresses()).isFalse();
    assertThat(calls.timeout()).isEqualTo(Duration.ofSeconds(100));
    assertThat(calls.pollInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(calls.allowedHosts()).hasToString("none");
    set("perdura.http-call.allowed-hosts", "api.example.com, *.Example.org:8443");
    assertThat(read().httpCalls().allowedHosts())
        .hasToString("api.example.com, *.example.org:8443");
  }

  @Test
  void keysHaveNameScopeAndValue() {
    set("perdura.key", "main-secret");
    set("perdura.keys", "watcher:Read:a:b , robot:manage:c");

    assertThat(read().keys().configured())
        .containsExactly(
            new SystemKey("durabletask_extension", KeyScope.MANAGE, "main-secret"),
            new SystemKey("watcher", KeyScope.READ, "a:b"),
            new SystemKey("robot", KeyScope.MANAGE, "c"));
    assertThat(read()).asString().doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "perdura.taskhubs, 'orders,ORDERS'",
    "perdura.taskhubs, durablefunctionshub",
    "perdura.taskhubs, a b",
    "perdura.taskhub.name, a/b",
    "perdura.connections, storage",
    "perdura.connections, Archive",
    "perdura.http.public-url, flows.example",
    "perdura.http.trusted-proxies, somewhere",
    "perdura.http-call.allowed-hosts, https://api.example.com",
    "perdura.http-call.allowed-hosts, 'api.example.com,*'",
    "perdura.http-call.allowed-hosts, api.example.com:65536",
    "perdura.http-call.allow-private-addresses, yes",
    "perdura.http-call.timeout-seconds, 0"
  })
  void complaintNamesTheSetting(String setting, String value) {
    set(setting, value);

    assertThatThrownBy(SettingsReaderTest::read)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(setting);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret",
        "name:s3cret",
        "name:all:s3cret",
        ":read:s3cret",
        "a:read:s3cret,a:read:b"
      })
  void complaintAboutKeysShowsNone(String value) {
    set("perdura.keys", value);

    assertThatThrownBy(SettingsReaderTest::read)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("perdura.keys")
        .hasMessageNotContaining("s3cret");
  }
}
