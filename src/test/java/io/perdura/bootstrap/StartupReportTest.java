package io.perdura.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.testing.SystemProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupReportTest {

  private final SystemProperties properties = new SystemProperties();

  @AfterEach
  void restore() {
    properties.restore();
  }

  @ParameterizedTest
  @CsvSource({
    "perdura.key, secret, the setting perdura.key",
    "perdura.keys, robot:manage:secret, in the setting perdura.keys",
    "perdura.keys, watcher:read:secret, in the file",
    "perdura.database.jndi, jdbc/perdura, in the table system_keys"
  })
  void theKeyIsSaidToBeWhereItIs(String setting, String value, String where) {
    properties.set(setting, value);

    Settings settings = new SettingsReader(new SettingSource()).read();

    assertThat(StartupReport.whereKeyIs(settings)).startsWith(where).doesNotContain("secret");
  }
}
