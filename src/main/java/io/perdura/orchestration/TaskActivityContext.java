package io.perdura.orchestration;

import java.lang.reflect.Type;

/** What an activity sees of its invocation. */
public interface TaskActivityContext {

  /** Name the activity was called by. */
  String getName();

  /** Id of the calling orchestration instance. */
  String getInstanceId();

  /**
   * The activity's input.
   *
   * @return null when the caller gave none
   */
  <T> T getInput(Class<T> targetType);

  /**
   * As above, for any type, such as that of a parameter {@code List<Order>}.
   *
   * @param <T> what the caller takes {@code targetType} for; not checked
   */
  <T> T getInput(Type targetType);
}
