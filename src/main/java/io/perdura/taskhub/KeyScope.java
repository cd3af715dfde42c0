package io.perdura.taskhub;

import java.util.Arrays;
import java.util.Optional;

/** What a system key is good for. */
public enum KeyScope {
  /** Everything, as the one key of the original. */
  MANAGE("manage"),
  /** Requests that only look. */
  READ("read");

  private final String label;

  KeyScope(String label) {
    this.label = label;
  }

  /** As it is written in the table and in settings. */
  public String label() {
    return label;
  }

  /** The scope written as {@code label}, in any letter case. */
  public static Optional<KeyScope> parse(String label) {
    return Arrays.stream(values()).filter(scope -> scope.label.equalsIgnoreCase(label)).findFirst();
  }
}
