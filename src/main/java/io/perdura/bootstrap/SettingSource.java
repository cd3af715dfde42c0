package io.perdura.bootstrap;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Configured values: system properties, then environment variables, then defaults. A blank value
 * counts as none at all, because that is what many tools make of a variable that is not set.
 */
final class SettingSource {

  private final SmallRyeConfig config;
  private final Properties defaults = new Properties();

  SettingSource() {
    // no expressions: a password may hold ${ and is meant literally
    config =
        new SmallRyeConfigBuilder()
            .forClassLoader(SettingSource.class.getClassLoader())
            .addSystemSources()
            .build();
    try (InputStream in = SettingSource.class.getResourceAsStream("defaults.properties")) {
      defaults.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value, empty when it is not set or blank and has no default. */
  Optional<String> text(String setting) {
    return config
        .getOptionalValue(setting, String.class)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .or(() -> Optional.ofNullable(defaults.getProperty(setting)));
  }

  /** The items of a comma-separated value, without blanks around them. */
  List<String> list(String setting) {
    return text(setting).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  boolean flag(String setting) {
    String value = text(setting).orElse("false");
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw new StartupException(
        "The setting %s must be true or false: '%s'".formatted(setting, value));
  }

  /** A setting that has a default in the properties file. */
  int integer(String setting, int least, int most) {
    return checked(setting, text(setting).orElseThrow(), least, most);
  }

  int integer(String setting, int least, int most, int absent) {
    return text(setting).map(value -> checked(setting, value, least, most)).orElse(absent);
  }

  private static int checked(String setting, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outOfRange(setting, value, least, most);
    }
    throw outOfRange(setting, value, least, most);
  }

  private static StartupException outOfRange(String setting, String value, int least, int most) {
    return new StartupException(
        "The setting %s must be an integer from %d to %d: '%s'"
            .formatted(setting, least, most, value));
  }
}
