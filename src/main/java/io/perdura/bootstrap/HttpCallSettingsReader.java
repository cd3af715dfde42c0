package io.perdura.bootstrap;

import io.perdura.httpcall.AllowedHosts;
import io.perdura.httpcall.HttpCallSettings;
import java.time.Duration;

/** Reads what HTTP calls of orchestrators may do. */
final class HttpCallSettingsReader {

  private static final int DAY_SECONDS = 86_400;

  private final SettingSource source;

  HttpCallSettingsReader(SettingSource source) {
    this.source = source;
  }

  HttpCallSettings read() {
    return new HttpCallSettings(
        allowedHosts(),
        source.flag("perdura.http-call.allow-private-addresses"),
        Duration.ofSeconds(source.integer("perdura.http-call.timeout-seconds", 1, DAY_SECONDS)),
        Duration.ofSeconds(source.integer("perdura.http-call.poll-seconds", 1, DAY_SECONDS)),
        source.integer("perdura.http-call.max-response-bytes", 1, 1 << 30));
  }

  private AllowedHosts allowedHosts() {
    try {
      return AllowedHosts.of(source.list("perdura.http-call.allowed-hosts"));
    } catch (IllegalArgumentException e) {
      throw new StartupException("The setting perdura.http-call.allowed-hosts " + e.getMessage());
    }
  }
}
