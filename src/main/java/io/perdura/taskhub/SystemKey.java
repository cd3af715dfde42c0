package io.perdura.taskhub;

/**
 * A key that opens the API.
 *
 * @param name what operators call it
 * @param value the secret
 */
public record SystemKey(String name, KeyScope scope, String value) {

  /** Without the secret, so that it cannot end up in a log. */
  @Override
  public String toString() {
    return "SystemKey[%s, %s]".formatted(name, scope.label());
  }
}
