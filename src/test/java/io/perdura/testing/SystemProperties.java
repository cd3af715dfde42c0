package io.perdura.testing;

import java.util.HashMap;
import java.util.Map;

/** System properties that a test sets, and what they were before. */
public final class SystemProperties {

  private final Map<String, String> before = new HashMap<>();

  public void set(String name, String value) {
    if (!before.containsKey(name)) {
      before.put(name, System.getProperty(name));
    }
    System.setProperty(name, value);
  }

  /** Makes them what they were. */
  public void restore() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
