package io.perdura.orchestration;

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
}
