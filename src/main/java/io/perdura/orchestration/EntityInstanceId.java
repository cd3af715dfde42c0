package io.perdura.orchestration;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The id of an entity (contract, section 14).
 *
 * @param name name of the entity function, in lower case
 * @param key which of its entities, case-sensitive; may be empty
 */
public record EntityInstanceId(String name, String key) {

  private static final char MARK = '@';
  private static final int MOST_BYTES = 768;

  /**
   * @param name in any letter case
   * @throws IllegalArgumentException when the name is empty or contains {@code @}
   */
  public EntityInstanceId {
    if (name.isEmpty() || name.indexOf(MARK) >= 0) {
      throw new IllegalArgumentException("'%s' cannot be the name of an entity".formatted(name));
    }
    name = name.toLowerCase(Locale.ROOT);
  }

  /** Whether this is the id of an entity and not of an orchestration instance. */
  public static boolean isEntityId(String id) {
    return !id.isEmpty() && id.charAt(0) == MARK;
  }

  /** Reads the form that {@link #toString} writes; the key may hold more {@code @}. */
  public static EntityInstanceId parse(String text) {
    int end = text.indexOf(MARK, 1);
    if (end < 0 || text.charAt(0) != MARK) {
      throw new IllegalArgumentException("'%s' is not the id of an entity".formatted(text));
    }
    return new EntityInstanceId(text.substring(1, end), text.substring(end + 1));
  }

  /** {@code @name}, the name of the entity where it is shown like an instance. */
  public String instanceName() {
    return MARK + name;
  }

  /**
   * The text form, to which messages can be sent.
   *
   * @throws IllegalArgumentException when the text form is too long to be stored
   */
  public String toAddress() {
    String address = toString();
    if (address.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The id of an entity must not exceed %d bytes: %s".formatted(MOST_BYTES, address));
    }
    return address;
  }

  /** {@code @name@key}. */
  @Override
  public String toString() {
    return MARK + name + MARK + key;
  }
}
