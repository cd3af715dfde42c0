package io.perdura.orchestration;

/** Thrown by {@link Task#await()} when the awaited event did not arrive within its timeout. */
public class TaskCanceledException extends TaskFailedException {

  /**
   * @param message what was waited for, and for how long
   * @param taskName name of the event
   * @param taskId number of the timer that ended the wait
   */
  public TaskCanceledException(String message, String taskName, int taskId) {
    super(
        taskName,
        taskId,
        new FailureDetails(TaskCanceledException.class.getName(), message, null, null));
  }
}
