package io.perdura.orchestration;

/** Thrown by {@link Task#await()} when the awaited activity failed. */
public class TaskFailedException extends RuntimeException {

  private final String taskName;
  private final int taskId;
  private final transient FailureDetails details;

  /**
   * @param taskName name of the activity
   * @param taskId its number in the orchestration's history
   * @param details what is known of the author's exception
   */
  public TaskFailedException(String taskName, int taskId, FailureDetails details) {
    super(
        "Task '%s' (#%d) failed with an unhandled exception: %s"
            .formatted(taskName, taskId, details.errorMessage()));
    this.taskName = taskName;
    this.taskId = taskId;
    this.details = details;
  }

  public String getTaskName() {
    return taskName;
  }

  public int getTaskId() {
    return taskId;
  }

  public FailureDetails getErrorDetails() {
    return details;
  }
}
