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

  /**
   * Which attempt this is of those that the caller's {@link TaskOptions} allow; the first one is 1.
   * An attempt that is run again after a crash, or by a rewind, keeps its number.
   */
  int getAttemptNumber();

  /**
   * Names the work: the same for every attempt and every run of this call, and of no other call. An
   * activity that hands it to the system it changes lets that system notice repetitions.
   */
  String getIdempotencyKey();

  /**
   * Whether the orchestration has ended meanwhile (terminated, purged, or however else), so that
   * nobody will use the result. A long activity may ask as often as it likes and stop; it is never
   * interrupted. Learned from the database, so up to a second late, and false while the database
   * cannot be asked.
   */
  boolean isOrchestrationEnded();
}
